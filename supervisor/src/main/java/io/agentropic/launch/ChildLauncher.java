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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    /** How long a child that was killed at its gate may take to vanish. */
    private static final Duration DEATH = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ChildLauncher.class);

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
            end(process);
            throw e;
        }
    }

    /** The variables that the agent's child is started with, but for the marker. */
    public Map<String, String> environmentOf(AgentSpec spec) {
        return ChildEnvironment.of(ownEnvironment, spec.inheritEnv(), spec.env());
    }

    /** Nothing has run in it yet: what could hold it up is the kernel. */
    private static void end(Process process) {
        Process killed = process.destroyForcibly();
        try {
            if (!killed.waitFor(DEATH)) {
                LOG.error("child {} is still there {} s after SIGKILL", process.pid(), DEATH.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
