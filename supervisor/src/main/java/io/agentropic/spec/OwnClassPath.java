package io.agentropic.spec;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The class path that a class of the calling program was loaded from. */
public final class OwnClassPath {

    private static final List<Path> ENTRIES = Arrays.stream(
                    System.getProperty("java.class.path", "").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath())
            .toList();

    private static final ClassValue<ProgramSource> PROGRAMS = new ClassValue<>() {
        @Override
        protected ProgramSource computeValue(Class<?> type) {
            return io.agentropic.agent.Agent.class.isAssignableFrom(type)
                    ? new ProgramSource.AgentClass(type.getName(), of(type))
                    : new ProgramSource.MainClass(type.getName(), of(type));
        }
    };

    private OwnClassPath() {}

    /** The class as a program: an agent where it implements {@code Agent}, else its {@code main} method. */
    static ProgramSource programOf(Class<?> type) {
        return PROGRAMS.get(type);
    }

    /** The jars and directories of this JVM's class path, absolute. */
    public static List<Path> entries() {
        return ENTRIES;
    }

    /** The JVM's class path, and nothing for classes that are not on it. */
    static List<Path> of(Class<?> type) {
        if (!ClassLoader.getSystemClassLoader().equals(type.getClassLoader())) {
            throw new IllegalArgumentException(type.getName() + " was not loaded from the class path but by "
                    + type.getClassLoader() + "; name its jars with ProgramSource.AgentClass or MainClass");
        }
        return ENTRIES;
    }
}
