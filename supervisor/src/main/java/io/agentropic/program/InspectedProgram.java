package io.agentropic.program;

import io.agentropic.ipc.Program;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that a child JVM can run.
 *
 * @param program what the worker is told to run
 * @param classPath the jars and directories to put behind the worker's own jar; absolute, wildcards expanded
 * @param jvmFlags flags that stand for manifest attributes which only {@code java -jar} would honour
 */
public record InspectedProgram(Program program, List<Path> classPath, List<String> jvmFlags) {

    /** Copies the lists. */
    public InspectedProgram {
        classPath = List.copyOf(classPath);
        jvmFlags = List.copyOf(jvmFlags);
    }
}
