package io.agentropic.launch;

import io.agentropic.confine.AgentUserPool;
import io.agentropic.namespace.Enclosure;
import io.agentropic.rundir.PrivateDirectory;
import io.agentropic.rundir.RunDirectory;
import io.agentropic.rundir.RunDirectoryException;
import io.agentropic.spec.IsolationLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where incarnations live. Any thread may use it. */
public final class Lodgings {

    private final RunDirectory directory;
    private final Optional<AgentUserPool> users;

    /**
     * Lodgings in {@code directory}.
     *
     * @param users whom confined agents run as; empty for the supervisor's own user
     */
    public Lodgings(RunDirectory directory, Optional<AgentUserPool> users) {
        this.directory = directory;
        this.users = users;
    }

    /**
     * A lodging for one incarnation at {@code level}; from here on the agent has a directory.
     *
     * @throws LaunchException when it cannot be made; nothing of it is left
     */
    public Lodging take(String agent, long incarnation, IsolationLevel level) {
        Path crashReport = madeCrashReport(agent, incarnation);
        return switch (level) {
            case NONE, RESOURCE_LIMITS -> Lodging.open(crashReport);
            case SANDBOX -> confined(agent + "-" + incarnation, crashReport, false);
            case PROCESS, CONTAINER -> confined(agent + "-" + incarnation, crashReport, true);
        };
    }

    /** Where a crash of this life will be described: the directory is there, the file is not. */
    private Path madeCrashReport(String agent, long incarnation) {
        try {
            Path crashReport = directory.makeAgentDirectory(agent).resolve("hs_err_" + incarnation + ".log");
            forget(crashReport);
            return crashReport;
        } catch (RunDirectoryException e) {
            throw new LaunchException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * A lodging for a worker that waits for an agent at {@code level}.
     *
     * @param name that of no other
     * @throws LaunchException when it cannot be made; nothing of it is left
     */
    public Lodging takeWaiting(String name, IsolationLevel level) {
        return switch (level) {
            case NONE, RESOURCE_LIMITS -> unconfined(name);
            case SANDBOX -> confined(name, Path.of("hs_err.log"), false);
            case PROCESS, CONTAINER -> confined(name, Path.of("hs_err.log"), true);
        };
    }

    private Lodging unconfined(String name) {
        try {
            return Lodging.waiting(directory.makePrivateDirectory(name));
        } catch (IOException e) {
            throw new LaunchException("there is no directory for the waiting worker " + name + ": " + e, e);
        }
    }

    /**
     * The lodging of a worker that waited, for the agent that it becomes; from here on the agent has a directory.
     *
     * @throws LaunchException when what an earlier agent of the name has left cannot be removed
     */
    public Lodging settle(Lodging waiting, String agent, long incarnation) {
        Path crashReport = madeCrashReport(agent, incarnation);
        return waiting.reporting(crashReport);
    }

    /** Names and numbers are used again: what an earlier agent's JVM left says nothing about the end of this life. */
    private static void forget(Path crashReport) {
        try {
            Files.deleteIfExists(crashReport);
        } catch (IOException e) {
            throw new LaunchException("the crash file of an earlier agent cannot be removed: " + e, e);
        }
    }

    private Lodging confined(String name, Path crashReport, boolean inMemory) {
        AgentUserPool.@Nullable Lease lease = null;
        try {
            lease = users.map(AgentUserPool::take).orElse(null);
            PrivateDirectory own = directory.makePrivateDirectory(name);
            if (lease != null) {
                directory.admit(lease.user().group());
                own.giveTo(lease.user().uid());
            }
            Path temporary = inMemory ? Enclosure.TEMPORARY : own.path();
            Lodging lodging = Lodging.confined(crashReport, own, temporary, lease);
            if (inMemory) {
                own.makeFile(lodging.crashFile());
            }
            return lodging;
        } catch (IOException | UncheckedIOException | IllegalStateException | RunDirectoryException e) {
            if (lease != null) {
                lease.close();
            }
            throw new LaunchException("there is no private directory for " + name + ": " + e.getMessage(), e);
        }
    }
}
