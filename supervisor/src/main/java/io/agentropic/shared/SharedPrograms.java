package io.agentropic.shared;

import io.agentropic.ipc.Program;
import io.agentropic.ipc.batch.SharedOrder.Define;
import io.agentropic.program.InspectedProgram;
import io.agentropic.program.Inspection;
import io.agentropic.program.Inspections;
import io.agentropic.program.JavaHome;
import io.agentropic.spec.OwnClassPath;
import io.agentropic.spec.ProgramSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The programs that agents are of. Many agents are of one, so what was found of a program is believed for {@link #FRESH}: one
 * that changes just then fails when it is loaded. Any thread may use it.
 */
public final class SharedPrograms {

    /** How long nobody looks again. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private final Inspections inspections;
    private final ConcurrentMap<ProgramSource, Seen> seen = new ConcurrentHashMap<>();
    private volatile @Nullable Seen last;

    /** What a program was found to be, and when. */
    private record Seen(ProgramSource source, Define definition, long atNanos) {
        boolean isFresh() {
            return System.nanoTime() - atNanos < FRESH.toNanos();
        }
    }

    /** Looks at programs by means of {@code inspections}. */
    public SharedPrograms(Inspections inspections) {
        this.inspections = inspections;
    }

    /** What the shared JVM is told of a program, or why there is nothing to tell. */
    @SuppressWarnings("ReferenceEquality") // agents of one builder have the very same source
    public Inspection<Define> of(ProgramSource source) {
        Seen newest = last;
        if (newest != null && newest.source() == source && newest.isFresh()) {
            return new Inspection.Passed<>(newest.definition());
        }
        Seen known = seen.get(source);
        if (known == null || !known.isFresh()) {
            Inspection<InspectedProgram> found =
                    inspections.of(source, JavaHome.own().featureVersion());
            if (found.passed().isEmpty()) {
                return new Inspection.Refused<>(found.violations());
            }
            known = remember(source, found.require("program"), known);
        }
        last = new Seen(source, known.definition(), known.atNanos());
        return new Inspection.Passed<>(known.definition());
    }

    private synchronized Seen remember(ProgramSource source, InspectedProgram found, @Nullable Seen earlier) {
        int number = earlier == null ? seen.size() : earlier.definition().program();
        Define definition = define(number, found, source);
        Seen now = new Seen(source, definition, System.nanoTime());
        seen.put(source, now);
        return now;
    }

    /** Agents whose class path is that of this very JVM have their classes in common; others bring their own. */
    private static Define define(int number, InspectedProgram found, ProgramSource source) {
        String className = switch (found.program()) {
            case Program.AgentClass(String name) -> name;
            case Program.MainClass(String name) -> name;
        };
        List<String> classPath = found.classPath().stream().map(Path::toString).toList();
        boolean common = source instanceof ProgramSource.AgentClass(String _, List<Path> written)
                && written.equals(OwnClassPath.entries());
        return new Define(number, className, classPath, common);
    }
}
