package io.agentropic.spawn;

import com.sun.jna.Native;
import io.agentropic.syscall.SyscallException;
import java.nio.file.Path;

/** An open file of this process that no child inherits unless it is handed over. Any thread may use it. */
final class Descriptor implements AutoCloseable {

    private static final int STANDARD_STREAMS = 3;
    private static final int PRIVATE_FILE = 0600;

    private final int number;
    /** Guarded by this. */
    private boolean closed;

    private Descriptor(int number) {
        this.number = number;
    }

    /** Takes over what a call answered. */
    static Descriptor of(String call, long answer) {
        if (answer < 0) {
            throw new SyscallException(call, Native.getLastError());
        }
        return new Descriptor(Math.toIntExact(answer));
    }

    /** Opens a file to append to, made (mode 0600) when it is missing; a symbolic link is refused. */
    static Descriptor appendingTo(Path file) {
        int flags = Posix.O_WRONLY
                | Posix.O_CREAT
                | Posix.O_APPEND
                | Posix.O_CLOEXEC
                | OpenFlags.host().noFollow();
        return of("open(" + file + ", O_APPEND)", Posix.open(file.toString(), flags, PRIVATE_FILE));
    }

    /** Stands for a path without opening what is there; see O_PATH in open(2). */
    static Descriptor of(Path path) {
        return of("open(" + path + ", O_PATH)", Posix.open(path.toString(), Posix.O_PATH | Posix.O_CLOEXEC, 0));
    }

    /** Both ends of a pipe. */
    record Pipe(Descriptor read, Descriptor write) {
        static Pipe open() {
            int[] ends = new int[2];
            if (Posix.pipe2(ends, Posix.O_CLOEXEC) < 0) {
                throw new SyscallException("pipe2(O_CLOEXEC)", Native.getLastError());
            }
            return new Pipe(new Descriptor(ends[0]), new Descriptor(ends[1]));
        }
    }

    int number() {
        return number;
    }

    /** Its number, where it is to become a standard stream of a child: it must not be one already. */
    int numberBeyondStandardStreams() {
        if (number < STANDARD_STREAMS) {
            throw new IllegalStateException("a standard stream of the supervisor is closed: descriptor " + number
                    + " came free; start it with 0, 1 and 2 open, on /dev/null for instance");
        }
        return number;
    }

    /**
     * Writes all of it, or fails; what is not open any more is as good as a pipe without a reader.
     *
     * @throws SyscallException for instance EPIPE
     */
    synchronized void write(String call, byte[] bytes) {
        if (closed) {
            throw new SyscallException(call, Posix.EPIPE);
        }
        if (Posix.write(number, bytes, bytes.length) != bytes.length) {
            throw new SyscallException(call, Native.getLastError());
        }
    }

    /** Idempotent. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Posix.close(number);
        }
    }
}
