package io.agentropic.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.util.Optional;

/**
 * Where the calls that a seccomp filter asks about arrive; see seccomp_unotify(2). One thread receives and
 * answers; any thread may {@link #wakeUp}.
 */
public final class NotificationListener implements AutoCloseable {

    private static final NativeLong RECEIVE = new NativeLong(0xC0502100L);
    private static final NativeLong ANSWER = new NativeLong(0xC0182101L);
    private static final NativeLong ADD_DESCRIPTOR = new NativeLong(0x40182103L);
    private static final int CALL_BYTES = 80;
    private static final int ANSWER_BYTES = 24;
    private static final int ANSWER_BY_DESCRIPTOR = 2;
    private static final int CLOSE_ON_EXEC = 0x80000;

    private static final short READABLE = 1;
    private static final short GONE = 0x18;
    private static final int POLL_BYTES = 8;

    private final Descriptor listener;
    private final Descriptor alarm;
    private final Memory received = new Memory(CALL_BYTES);
    private final Memory answer = new Memory(ANSWER_BYTES);
    private final Memory polled = new Memory(2L * POLL_BYTES);

    private NotificationListener(Descriptor listener, Descriptor alarm) {
        this.listener = listener;
        this.alarm = alarm;
    }

    /** Takes over the listener of a filter. */
    public static NotificationListener of(Descriptor listener) {
        try {
            return new NotificationListener(listener, new Descriptor(LibC.INSTANCE.eventfd(0, CLOSE_ON_EXEC)));
        } catch (LastErrorException e) {
            listener.close();
            throw new SyscallException("eventfd(0, EFD_CLOEXEC)", e);
        }
    }

    /**
     * A call that waits for an answer.
     *
     * @param id names it in answers
     * @param first the lower half of its first argument
     * @param second of its second
     * @param third of its third
     */
    public record Call(long id, int first, int second, int third) {}

    /** What {@link #await} found. */
    public enum Found {
        /** A call waits. */
        CALL,
        /** Nobody is left who could ask. */
        NOBODY,
        /** Somebody said {@link #wakeUp}. */
        WOKEN
    }

    /** Waits for something to happen; blocks the thread in the kernel. */
    public Found await() {
        polled.clear();
        polled.setInt(0, alarm.number());
        polled.setShort(4, READABLE);
        polled.setInt(POLL_BYTES, listener.number());
        polled.setShort(POLL_BYTES + 4L, READABLE);
        while (true) {
            try {
                LibC.INSTANCE.poll(polled, new NativeLong(2), -1);
                break;
            } catch (LastErrorException e) {
                if (e.getErrorCode() != Errno.EINTR) {
                    throw new SyscallException("poll", e);
                }
            }
        }
        if (polled.getShort(6) != 0) {
            return Found.WOKEN;
        }
        return (polled.getShort(POLL_BYTES + 6L) & GONE) != 0 ? Found.NOBODY : Found.CALL;
    }

    /** Takes the call that waits; empty when its thread was killed meanwhile. */
    public Optional<Call> receive() {
        received.clear();
        try {
            LibC.INSTANCE.ioctl(listener.number(), RECEIVE, received);
            return Optional.of(
                    new Call(received.getLong(0), received.getInt(32), received.getInt(40), received.getInt(48)));
        } catch (LastErrorException e) {
            if (e.getErrorCode() == Errno.ENOENT || e.getErrorCode() == Errno.EINTR) {
                return Optional.empty();
            }
            throw new SyscallException("ioctl(SECCOMP_IOCTL_NOTIF_RECV)", e);
        }
    }

    /** Lets the call fail with {@code errno}. */
    public void refuse(Call call, int errno) {
        answer.clear();
        answer.setLong(0, call.id());
        answer.setInt(16, -errno);
        tryAnswer("SECCOMP_IOCTL_NOTIF_SEND", ANSWER);
    }

    /**
     * Lets the call return {@code given}, which is in the child's table of descriptors from then on (Linux 5.14).
     *
     * @param closeOnExec whether programs that the child starts do not inherit it
     * @return 0, or why it could not be given: ENOENT when the thread was killed, EMFILE when the child has too many
     */
    public int give(Call call, Descriptor given, boolean closeOnExec) {
        answer.clear();
        answer.setLong(0, call.id());
        answer.setInt(8, ANSWER_BY_DESCRIPTOR);
        answer.setInt(12, given.number());
        answer.setInt(20, closeOnExec ? CLOSE_ON_EXEC : 0);
        return tryAnswer("SECCOMP_IOCTL_NOTIF_ADDFD", ADD_DESCRIPTOR);
    }

    private int tryAnswer(String what, NativeLong request) {
        try {
            LibC.INSTANCE.ioctl(listener.number(), request, answer);
            return 0;
        } catch (LastErrorException e) {
            if (e.getErrorCode() == Errno.EBADF || e.getErrorCode() == Errno.EINVAL) {
                throw new SyscallException("ioctl(" + what + ")", e);
            }
            return e.getErrorCode();
        }
    }

    /** Has {@link #await} return. */
    public void wakeUp() {
        var one = new Memory(Long.BYTES);
        one.setLong(0, 1);
        LibC.INSTANCE.write(alarm.number(), one, new NativeLong(Long.BYTES));
    }

    /** From now on the calls that it was asked about fail with ENOSYS. Idempotent. */
    public void endAnswering() {
        listener.close();
    }

    /** Ends all of it; nobody may say {@link #wakeUp} any more. Idempotent. */
    @Override
    public void close() {
        listener.close();
        alarm.close();
    }
}
