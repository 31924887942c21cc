package io.agentropic.runtime;

import io.agentropic.ipc.batch.BatchCodec;
import io.agentropic.ipc.batch.SharedOrder.Define;
import io.agentropic.program.Inspection;
import io.agentropic.shared.SharedPrograms;
import io.agentropic.spec.AgentSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at agents that are to share a JVM. Of thousands that are alike in all but name and words only the first is looked at as
 * a whole. Any thread may use it.
 */
final class SharingRules {

    private static final int ROOM_FOR_NAMES = 4_096;
    private static final int MAX_BYTES_OF_A_CHAR = 3;

    private final SharedPrograms programs;
    private volatile @Nullable AgentSpec sound;

    SharingRules(SharedPrograms programs) {
        this.programs = programs;
    }

    /** What the shared JVM is told of its program, or everything that is wrong with it. */
    Inspection<Define> inspect(AgentSpec spec) {
        AgentSpec known = sound;
        List<String> violations = known != null && alike(known, spec)
                ? SpecRules.nameViolations(spec.name())
                : SpecRules.ownViolations(spec);
        if (!fits(spec)) {
            violations = plus(
                    violations,
                    "args, input and attributes are more than an agent can be handed, " + BatchCodec.MAX_RECORD_BYTES
                            + " bytes; pass the path of a file instead");
        }
        Inspection<Define> program = programs.of(spec.program());
        if (violations.isEmpty() && program instanceof Inspection.Passed<Define>) {
            sound = spec;
            return program;
        }
        List<String> all = new ArrayList<>(violations);
        all.addAll(program.violations());
        return new Inspection.Refused<>(all);
    }

    private static List<String> plus(List<String> some, String more) {
        List<String> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    /** Whether one is as sound as the other: the parts that agents of one builder have in common are the very same. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean alike(AgentSpec known, AgentSpec spec) {
        return known.isolation() == spec.isolation()
                && known.supervision() == spec.supervision()
                && known.jvm() == spec.jvm()
                && known.logs() == spec.logs()
                && known.ties() == spec.ties()
                && known.health() == spec.health()
                && known.program().getClass() == spec.program().getClass()
                && (spec.args().isEmpty() || spec.args().stream().noneMatch(arg -> arg.indexOf(0) >= 0))
                && spec.env().isEmpty()
                && spec.inheritEnv().isEmpty()
                && spec.workingDirectory() == null
                && spec.failureDomain() == null
                && spec.group() == null;
    }

    private static boolean fits(AgentSpec spec) {
        long bytes = (long) spec.input().length() + ROOM_FOR_NAMES;
        for (String arg : spec.args()) {
            bytes += (long) MAX_BYTES_OF_A_CHAR * arg.length() + ROOM_FOR_NAMES;
        }
        for (Map.Entry<String, String> pair : spec.attributes().entrySet()) {
            bytes += (long) MAX_BYTES_OF_A_CHAR
                    * (pair.getKey().length() + pair.getValue().length());
        }
        return bytes <= BatchCodec.MAX_RECORD_BYTES;
    }
}
