package io.agentropic.launch;

import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.fence.Fences;
import io.agentropic.logs.AgentLogs;
import io.agentropic.spec.AgentSpec;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts child JVMs behind a gate. Call it from threads that carry no restriction of their own (no Landlock, no
 * seccomp): the JDK's process reaper would inherit it.
 *
 * <p>The gate is a shell that waits for one line before it becomes the JVM, in a session of its own. Behind it the child
 * joins its control group and gets its limits, so the JVM is charged from its first page and sees its limits when it
 * sizes itself.
 */
public final class ChildLauncher {

    private static final List<String> GATE = List.of("/bin/sh", "-c", "read -r _ && exec setsid \"$@\"", "sh");

    private final Path workerJar;
    private final Path socket;
    private final Map<String, String> ownEnvironment;

    /**
     * A launcher of workers that connect to {@code socket}.
     *
     * @param workerJar the worker's own jar
     * @param ownEnvironment the supervisor's environment
     */
    public ChildLauncher(Path workerJar, Path socket, Map<String, String> ownEnvironment) {
        this.workerJar = workerJar;
        this.socket = socket;
        this.ownEnvironment = Map.copyOf(ownEnvironment);
    }

    /**
     * Starts a child, encloses it and leaves it waiting at the gate.
     *
     * @param marker what {@link Fences#MARKER_VARIABLE} carries in its environment
     * @param crashFile where its JVM describes a crash
     * @throws LaunchException when the process cannot be started
     * @throws FenceException when the fence cannot be closed around it; the child is gone then
     */
    public GatedChild launch(
            AgentSpec spec, ResolvedProgram program, Fence fence, String marker, AgentLogs logs, Path crashFile) {
        Process process = start(spec, program, marker, logs, crashFile);
        try {
            fence.enclose(process.pid());
            return new GatedChild(process);
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The variables that the agent's child is started with, but for the marker. */
    public Map<String, String> environmentOf(AgentSpec spec) {
        return ChildEnvironment.of(ownEnvironment, spec.inheritEnv(), spec.env());
    }

    private Process start(AgentSpec spec, ResolvedProgram program, String marker, AgentLogs logs, Path crashFile) {
        List<String> command = new ArrayList<>(GATE);
        command.addAll(ChildCommand.of(spec, program, workerJar, socket, crashFile));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(Redirect.appendTo(logs.stdout().path().toFile()))
                .redirectError(Redirect.appendTo(logs.stderr().path().toFile()));
        Path directory = spec.workingDirectory();
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(environmentOf(spec));
        environment.put(Fences.MARKER_VARIABLE, marker);
        try {
            return builder.start();
        } catch (IOException e) {
            File where = builder.directory();
            throw new LaunchException(
                    "the process of agent '" + spec.name() + "' cannot be started"
                            + (where == null ? "" : " in " + where) + ": " + e.getMessage(),
                    e);
        }
    }
}
