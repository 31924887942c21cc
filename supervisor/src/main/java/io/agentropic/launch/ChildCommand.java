package io.agentropic.launch;

import io.agentropic.archive.ClassArchive;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.JvmSizing;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationLevel;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     * @param launch whose child it is
     * @param workerJar the worker's own jar, first on the class path
     * @param archive of its classes, perhaps with the agent's
     * @param socket where the worker connects
     * @param lodging where its crash is described and its temporary files lie
     */
    static List<String> of(
            Launch launch, Path workerJar, Optional<ClassArchive> archive, Path socket, Lodging lodging) {
        AgentSpec spec = launch.spec();
        ResolvedProgram program = launch.program();
        ResourceLimits limits = spec.isolation().limits();
        List<String> words = new ArrayList<>();
        words.add(program.java().executable().toString());
        words.addAll(JvmSizing.of(limits, spec.jvm().maxHeap()).flags());
        words.addAll(collector(limits, spec.jvm().options()));
        boolean trusted = spec.isolation().level() == IsolationLevel.RESOURCE_LIMITS;
        archive.ifPresent(classes -> words.addAll(classes.flags(trusted)));
        lodging.temporaryDirectory().ifPresent(directory -> {
            words.add("-Djava.io.tmpdir=" + directory);
            words.add("-Duser.home=" + directory);
        });
        words.addAll(program.program().jvmFlags());
        words.addAll(spec.jvm().options());
        words.addAll(ofOurOwn(lodging.crashFile()));
        words.add("-Dagentropic.agent=" + launch.name());
        words.add("-cp");
        words.add(classPath(workerJar, program.program().classPath()));
        words.add(WORKER_MAIN);
        words.add(socket.toString());
        words.addAll(launch.foreseen());
        return words;
    }

    /** Behind the user's options, so that they hold: for most flags the JVM takes the last word. */
    private static List<String> ofOurOwn(Path crashFile) {
        return List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + crashFile,
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism");
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
