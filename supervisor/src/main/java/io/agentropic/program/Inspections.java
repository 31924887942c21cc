package io.agentropic.program;

import io.agentropic.spec.ProgramSource;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at programs, and remembers what it found as long as their jars stay as they were: many agents run few programs. What is
 * remembered was looked at after the stamps of the jars were taken. Class
 * paths with directories are looked at each time, as what lies in them changes unseen. Any thread may use it.
 */
public final class Inspections {

    private static final int MOST = 256;

    private record Question(ProgramSource source, int javaFeatureVersion) {}

    private record Answer(InspectedProgram program, FileStamps files) {}

    /** Guarded by this; what was looked at last comes last. */
    private final LinkedHashMap<Question, Answer> known = new LinkedHashMap<>();

    /** As {@link ProgramInspector#inspect}. */
    public Inspection<InspectedProgram> of(ProgramSource source, int javaFeatureVersion) {
        var question = new Question(source, javaFeatureVersion);
        Answer answer = known(question);
        if (answer != null && answer.files().areCurrent()) {
            return new Inspection.Passed<>(answer.program());
        }
        Inspection<InspectedProgram> looked = ProgramInspector.inspect(source, javaFeatureVersion);
        looked.passed().filter(Inspections::isOfJars).ifPresent(found -> {
            FileStamps files = FileStamps.of(ManifestClassPath.withNamed(found.classPath()));
            if (ProgramInspector.inspect(source, javaFeatureVersion).equals(looked)) {
                remember(question, new Answer(found, files));
            }
        });
        return looked;
    }

    private static boolean isOfJars(InspectedProgram program) {
        return program.classPath().stream().allMatch(Files::isRegularFile);
    }

    private synchronized void remember(Question question, Answer answer) {
        known.remove(question);
        known.put(question, answer);
        if (known.size() > MOST) {
            known.pollFirstEntry();
        }
    }

    private synchronized @Nullable Answer known(Question question) {
        return known.get(question);
    }
}
