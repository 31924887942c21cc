package io.agentropic.archive;

import io.agentropic.program.ReachableClasses;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the archive of an agent's class path is made: a JVM loads the classes of a list and writes them down as it has them
 * then. It runs no program, so nothing of the agent's runs in it. The list has what a worker needs and what the agent's
 * class reaches.
 *
 * @param worker tells what a worker needs
 * @param agent whose classes these are
 */
record ListedClasses(RehearsedWorker worker, AgentClassPath agent) implements Making {

    @Override
    public void make(Path made, Path scene) throws IOException, InterruptedException {
        String before = agent.state();
        Path list = scene.resolve("classes");
        worker.record(List.of("-XX:DumpLoadedClassList=" + list), scene.resolve("log"));
        Files.write(
                list,
                ReachableClasses.of(agent.program(), agent.java().featureVersion()),
                StandardCharsets.US_ASCII,
                StandardOpenOption.APPEND);
        BackgroundJvm.run(agent.java(), arguments(made, list), "", scene.resolve("log"));
        if (!agent.state().equals(before)) {
            throw new IOException("a jar was changed while one was made");
        }
    }

    private List<String> arguments(Path made, Path list) {
        List<String> arguments = new ArrayList<>(
                List.of("-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + made));
        arguments.addAll(
                agent.isLinked()
                        ? List.of("-XX:+AOTClassLinking", "-XX:+UseSerialGC")
                        : List.of("-XX:-AOTClassLinking"));
        arguments.addAll(agent.shape());
        arguments.addAll(List.of("-Xmx256m", "-cp", classPath()));
        return arguments;
    }

    private String classPath() {
        return Stream.concat(Stream.of(worker.workerJar()), agent.program().classPath().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
