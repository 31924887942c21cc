package io.agentropic.it.pool;

import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Processes;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.status.WarmPoolStatus;
import io.agentropic.syscall.Pidfd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The pool of a test's runtime. */
final class Pool {

    private Pool() {}

    /** Opens the runtime with a pool. */
    static void open(CleanRun run, WarmPoolConfig config) {
        var _ = run.open(AgentRuntime.builder()
                .enforcement(Lane.enforcement())
                .heartbeat(Duration.ofMillis(500))
                .warmPool(config));
    }

    static WarmPoolStatus of(CleanRun run) {
        return run.runtime().warmPool();
    }

    /** Waits until so many workers wait for any agent. */
    static void awaitWaiting(CleanRun run, int count) throws InterruptedException {
        Eventually.within(Eventually.GENEROUS, () -> of(run).toString(), () -> of(run).waiting() == count);
    }

    /** Waits until so many workers are ready for the agent that keeps them. */
    static void awaitStandby(CleanRun run, int count) throws InterruptedException {
        Eventually.within(Eventually.GENEROUS, () -> of(run).toString(), () -> of(run).standby() == count);
    }

    /** The processes below {@code parent} that wait: nobody has told them yet for whom they are. */
    static List<Long> workersBelow(ProcessHandle parent) {
        return parent.descendants()
                .map(ProcessHandle::pid)
                .filter(Processes::alive)
                .filter(pid -> commandLine(pid).contains("agentropic.agent=pool..warm"))
                .toList();
    }

    static void signal(long pid, int signal) {
        try (Pidfd process = Pidfd.open(pid).orElseThrow()) {
            var _ = process.send(signal);
        }
    }

    /** What an agent has written to its standard output in all its lives. */
    static List<String> output(CleanRun run, String agent) {
        Path file = run.directory().resolve("agents").resolve(agent).resolve("stdout.log");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }
}
