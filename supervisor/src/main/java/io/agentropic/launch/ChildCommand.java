package io.agentropic.launch;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.JvmSizing;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.spec.AgentSpec;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of a child JVM, as a pure function. */
final class ChildCommand {

    /** What the worker jar's manifest names. */
    private static final String WORKER_MAIN = "io.agentropic.worker.WorkerMain";

    /** From here on a machine is large enough for the JVM to choose its collector itself. */
    private static final DataSize LARGE = DataSize.gibibytes(2);

    private ChildCommand() {}

    /**
     * The words of the command.
     *
     * @param spec whose child it is
     * @param program its program, and the JVM that runs it
     * @param workerJar the worker's own jar, first on the class path
     * @param socket where the worker connects
     * @param crashFile where the JVM describes its crash
     */
    static List<String> of(AgentSpec spec, ResolvedProgram program, Path workerJar, Path socket, Path crashFile) {
        ResourceLimits limits = spec.isolation().limits();
        List<String> words = new ArrayList<>();
        words.add(program.java().executable().toString());
        words.addAll(JvmSizing.of(limits, spec.jvm().maxHeap()).flags());
        words.addAll(collector(limits, spec.jvm().options()));
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.add("-XX:-CreateCoredumpOnCrash");
        words.add("-XX:ErrorFile=" + crashFile);
        words.add("-XX:-UsePerfData");
        words.add("-XX:+DisableAttachMechanism");
        words.addAll(program.program().jvmFlags());
        words.addAll(spec.jvm().options());
        words.add("-Dagentropic.agent=" + spec.name());
        words.add("-cp");
        words.add(classPath(workerJar, program.program().classPath()));
        words.add(WORKER_MAIN);
        words.add(socket.toString());
        return words;
    }

    /** A small JVM lives best with the serial collector; an option of the user's own wins. */
    private static List<String> collector(ResourceLimits limits, List<String> options) {
        boolean chosen = options.stream().anyMatch(option -> option.startsWith("-XX:+Use") && option.endsWith("GC"));
        DataSize memory = limits.memory();
        boolean large = memory != null && memory.bytes() >= LARGE.bytes();
        return chosen || large ? List.of() : List.of("-XX:+UseSerialGC");
    }

    private static String classPath(Path workerJar, List<Path> classPath) {
        return Stream.concat(Stream.of(workerJar), classPath.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
