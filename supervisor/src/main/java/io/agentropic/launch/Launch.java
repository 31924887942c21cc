package io.agentropic.launch;

import io.agentropic.spec.AgentSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whose child is started.
 *
 * @param name the agent's, or that of a worker that waits for one
 * @param spec the agent's, or what a waiting worker is made for
 * @param program what is run, and the JVM that runs it
 * @param waits whether the worker waits for an agent: then it loads beforehand what it needs to run one
 */
public record Launch(String name, AgentSpec spec, ResolvedProgram program, boolean waits) {

    /** The child of an agent. */
    public static Launch of(AgentSpec spec, ResolvedProgram program) {
        return new Launch(spec.name(), spec, program, false);
    }

    /** A child that waits under a name of its own for an agent like this one. */
    public static Launch waiting(String name, AgentSpec spec, ResolvedProgram program) {
        return new Launch(name, spec, program, true);
    }

    /**
     * What a worker is told of its program before it is told to run it: the class that it loads, without running anything of it,
     * and whether it waits. One that waits loads none of a class path with directories, as what lies in them may change unseen
     * until it runs.
     */
    List<String> foreseen() {
        String className = program.program().program().className();
        if (!waits) {
            return List.of(className);
        }
        boolean jars = program.program().classPath().stream().noneMatch(Launch::mayChangeUnseen);
        return List.of(jars ? className : "", "waits");
    }

    private static boolean mayChangeUnseen(Path entry) {
        return !Files.isRegularFile(entry);
    }
}
