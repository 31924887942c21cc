package io.agentropic.launch;

import io.agentropic.ipc.Program;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that was found and may be started.
 *
 * @param program what the worker loads
 * @param java the executable of the child's JVM
 * @param classPath jars and directories, the worker's own aside
 * @param jvmFlags what the program's manifest asks of the JVM
 */
public record ResolvedProgram(Program program, Path java, List<Path> classPath, List<String> jvmFlags) {

    /** Copies the lists. */
    public ResolvedProgram {
        classPath = List.copyOf(classPath);
        jvmFlags = List.copyOf(jvmFlags);
    }
}
