package io.agentropic.spawn;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.agentropic.syscall.SyscallException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A child that was started by {@link ConfinedSpawn}. Any thread may use it. */
public final class SpawnedChild {

    private static final int P_PID = 1;
    private static final int WEXITED = 4;
    private static final int CLD_EXITED = 1;
    private static final int KILLED = 128;

    // struct siginfo
    private static final int SIGINFO_BYTES = 128;
    private static final int SI_CODE = 8;
    private static final int SI_STATUS = 24;

    private static final int WAITING_STACK_BYTES = 256 * 1024;

    private final int pid;
    private final Descriptor stdin;
    /** Tells this process from a later one of the same number by its start. */
    private final Optional<ProcessHandle> handle;

    private final long[] answers;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private SpawnedChild(int pid, Descriptor stdin, long[] answers) {
        this.pid = pid;
        this.handle = ProcessHandle.of(pid);
        this.stdin = stdin;
        this.answers = answers;
    }

    /** Waits for its end on a thread of its own, which is started from the present, clean one. */
    static SpawnedChild watch(int pid, Descriptor stdin, long[] answers) {
        var child = new SpawnedChild(pid, stdin, answers);
        Thread.ofPlatform()
                .name("agentropic-exit-of-" + pid)
                .daemon()
                .stackSize(WAITING_STACK_BYTES)
                .start(child::awaitExit);
        return child;
    }

    /** Its process id, which no other process has before {@link #onExit} has completed. */
    public long pid() {
        return pid;
    }

    /** Completes with the exit code, 128 + N for signal N, when the process is gone. */
    public CompletableFuture<Integer> onExit() {
        return exit.copy();
    }

    /** What the kernel answered to the step at {@code index} of {@link ConfinedSpawn#steps}. */
    public long answer(int index) {
        return answers[index];
    }

    /**
     * Writes to its standard input and closes that.
     *
     * @throws SyscallException EPIPE when it is gone
     */
    public void writeAndClose(byte[] bytes) {
        try (stdin) {
            stdin.write("write(stdin of " + pid + ")", bytes);
        }
    }

    /** Kills it; nothing happens when it is gone. What it has started lives on. */
    public void kill() {
        handle.ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Nobody else waits for this child, so the number is its own until this call has returned. */
    private void awaitExit() {
        Memory info = new Memory(SIGINFO_BYTES);
        info.clear();
        while (Posix.waitid(P_PID, pid, Pointer.nativeValue(info), WEXITED) < 0) {
            int errno = Native.getLastError();
            if (errno != Posix.EINTR) {
                stdin.close();
                exit.completeExceptionally(new SyscallException("waitid(" + pid + ")", errno));
                return;
            }
        }
        stdin.close();
        int status = info.getInt(SI_STATUS);
        exit.complete(info.getInt(SI_CODE) == CLD_EXITED ? status : KILLED + status);
    }
}
