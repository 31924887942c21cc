package io.agentropic.launch;

import io.agentropic.confine.Sandbox;
import io.agentropic.fence.SocketAsking;
import io.agentropic.spawn.SpawnedChild;
import io.agentropic.spawn.TaintedThreadException;
import io.agentropic.syscall.Rlimit;
import io.agentropic.syscall.SyscallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Starts a command inside a sandbox; the gate's shell is inside already.
 *
 * @param sandbox what holds it
 * @param limits resource limits of the process. Root without CAP_SYS_RESOURCE may not set those of another user's process
 *     (prlimit(2)), so the gate's shell sets them too
 * @param sockets is asked for each socket, where it has to be
 */
record SandboxStart(Sandbox sandbox, Map<Rlimit, Long> limits, Optional<SocketAsking> sockets) implements Start {

    /** ulimit counts the size of files in these; POSIX, ulimit. */
    private static final int FILE_BLOCK_BYTES = 512;

    /** Files that it makes where it shares a directory with its group are the group's, and nobody else's. */
    static final String UMASK = "umask 007";

    SandboxStart {
        limits = Map.copyOf(limits);
    }

    @Override
    public StartedChild start(GatedCommand command) {
        List<String> words = new ArrayList<>(Gate.words(beforeGate(), ""));
        words.addAll(command.words());
        try {
            return new OfTheSandbox(sandbox.start(
                    words,
                    command.environment(),
                    command.logs().stdout().path(),
                    command.logs().stderr().path(),
                    sockets.map(SocketAsking::filter),
                    listener -> sockets.ifPresent(asking -> asking.begin(listener))));
        } catch (SyscallException | UncheckedIOException | TaintedThreadException e) {
            throw new LaunchException(
                    "the process of agent '" + command.agent() + "' cannot be started in its sandbox: "
                            + e.getMessage(),
                    e);
        }
    }

    /** A limit that the shell may not set is found when it is read back. */
    private String beforeGate() {
        StringBuilder script = new StringBuilder();
        if (sandbox.user() != null) {
            script.append(UMASK).append("; ");
            limits.forEach((rlimit, value) -> script.append(
                            switch (rlimit) {
                                case FSIZE -> "ulimit -f " + value / FILE_BLOCK_BYTES;
                                case CORE -> "ulimit -c " + value / FILE_BLOCK_BYTES;
                                case NOFILE -> "ulimit -n " + value;
                            })
                    .append(" 2>&-; "));
        }
        return script.toString();
    }

    private record OfTheSandbox(SpawnedChild child) implements StartedChild {
        @Override
        public long pid() {
            return child.pid();
        }

        @Override
        public CompletableFuture<Integer> onExit() {
            return child.onExit();
        }

        @Override
        public void writeAndClose(byte[] bytes) throws IOException {
            try {
                child.writeAndClose(bytes);
            } catch (SyscallException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void kill() {
            child.kill();
        }
    }
}
