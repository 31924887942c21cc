package io.agentropic.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.util.Optional;

/**
 * A descriptor that stands for one process and never for a later one with the same number; see pidfd_open(2) (Linux 5.3).
 * Not thread-safe.
 */
public final class Pidfd implements AutoCloseable {

    private final long pid;
    private final int descriptor;
    private boolean closed;

    private Pidfd(long pid, int descriptor) {
        this.pid = pid;
        this.descriptor = descriptor;
    }

    /**
     * Opens the process that has {@code pid} now; empty when there is none.
     *
     * @throws SyscallException for instance EMFILE
     */
    public static Optional<Pidfd> open(long pid) {
        try {
            int noFlags = 0;
            NativeLong descriptor =
                    LibC.INSTANCE.syscall(new NativeLong(Architecture.host().pidfdOpen), Math.toIntExact(pid), noFlags);
            return Optional.of(new Pidfd(pid, descriptor.intValue()));
        } catch (LastErrorException e) {
            if (e.getErrorCode() == Errno.ESRCH || e.getErrorCode() == Errno.EINVAL) {
                return Optional.empty();
            }
            throw new SyscallException("pidfd_open(" + pid + ")", e);
        }
    }

    /**
     * Sends {@code signal}; see pidfd_send_signal(2).
     *
     * @return whether the process still existed
     * @throws SyscallException EPERM when it is someone else's
     */
    public boolean send(int signal) {
        if (closed) {
            return false;
        }
        try {
            int noFlags = 0;
            LibC.INSTANCE.syscall(
                    new NativeLong(Architecture.host().pidfdSendSignal), descriptor, signal, Pointer.NULL, noFlags);
            return true;
        } catch (LastErrorException e) {
            if (e.getErrorCode() == Errno.ESRCH) {
                return false;
            }
            throw new SyscallException("pidfd_send_signal(pidfd of " + pid + ", " + Signals.name(signal) + ")", e);
        }
    }

    /** Idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LibC.INSTANCE.close(descriptor);
        }
    }
}
