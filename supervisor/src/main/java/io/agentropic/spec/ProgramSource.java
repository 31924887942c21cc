package io.agentropic.spec;

import java.nio.file.Path;
import java.util.List;

/** Where an agent's code comes from. */
public sealed interface ProgramSource {

    /** An executable jar, run unchanged; its manifest names the main class and may name further jars. */
    record ExecutableJar(Path jar) implements ProgramSource {}

    /** A class with a {@code main} method on a class path of jars and directories. */
    record MainClass(String className, List<Path> classPath) implements ProgramSource {
        /** Copies the class path. */
        public MainClass {
            classPath = List.copyOf(classPath);
        }
    }

    /** A class that implements {@code io.agentropic.agent.Agent}, on a class path of jars and directories. */
    record AgentClass(String className, List<Path> classPath) implements ProgramSource {
        /** Copies the class path. */
        public AgentClass {
            classPath = List.copyOf(classPath);
        }
    }
}
