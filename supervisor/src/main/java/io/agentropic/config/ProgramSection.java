package io.agentropic.config;

import io.agentropic.spec.ProgramSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what an agent runs: {@code jar:}, or {@code classpath:} with {@code mainClass:} or {@code agentClass:}. */
final class ProgramSection {

    private ProgramSection() {}

    /** Nothing after a problem was added. */
    static Optional<ProgramSource> read(Section agent, Path base) {
        Optional<Path> jar = agent.value("jar", ValueReader.pathIn(base));
        Optional<String> mainClass = agent.value("mainClass", ValueReader.TEXT);
        Optional<String> agentClass = agent.value("agentClass", ValueReader.TEXT);
        List<Path> classPath = agent.list("classpath", ValueReader.pathIn(base));
        List<String> written =
                Stream.of("jar", "mainClass", "agentClass").filter(agent::has).toList();
        if (written.size() != 1) {
            agent.problem("an agent runs exactly one of 'jar', 'mainClass' and 'agentClass', this one has "
                    + (written.isEmpty() ? "none" : String.join(" and ", written)));
            return Optional.empty();
        }
        if (agent.has("jar") == agent.has("classpath")) {
            agent.problem(
                    agent.has("jar") ? "classpath" : written.getFirst(),
                    agent.has("jar")
                            ? "an executable jar names its class path in its manifest; remove the key, or use mainClass"
                            : "'classpath' must say where the class is");
            return Optional.empty();
        }
        return jar.<ProgramSource>map(ProgramSource.ExecutableJar::new)
                .or(() -> mainClass.map(name -> new ProgramSource.MainClass(name, classPath)))
                .or(() -> agentClass.map(name -> new ProgramSource.AgentClass(name, classPath)));
    }

    /** The key that a sentence about the program is reported at. */
    static String keyFor(ProgramSource source, String sentence) {
        return switch (source) {
            case ProgramSource.ExecutableJar _ -> "jar";
            case ProgramSource.MainClass _ -> sentence.startsWith("class path") ? "classpath" : "mainClass";
            case ProgramSource.AgentClass _ -> sentence.startsWith("class path") ? "classpath" : "agentClass";
        };
    }
}
