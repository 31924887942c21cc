package io.agentropic.syscall;

import com.sun.jna.LastErrorException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open descriptor of this process that no program it starts inherits. Closed once, by whoever owns it. */
public final class Descriptor implements AutoCloseable {

    private static final int READ_ONLY = 0;
    private static final int CLOSE_ON_EXEC = 0x80000;

    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Takes over a descriptor that was opened close-on-exec. */
    Descriptor(int number) {
        this.number = number;
    }

    /** Owns a descriptor from now on that a system call made elsewhere has answered, close-on-exec. */
    public static Descriptor takeOver(int number) {
        return new Descriptor(number);
    }

    /**
     * Opens a directory to be named in other calls; see open(2). A symbolic link is refused with ENOTDIR.
     *
     * @throws SyscallException for instance ENOENT
     */
    public static Descriptor ofDirectory(Path path) {
        int directoryOnly = 0;
        int noFollow = 0;
        switch (Architecture.host()) {
            case X86_64 -> {
                directoryOnly = 0x10000;
                noFollow = 0x20000;
            }
            case AARCH64 -> {
                directoryOnly = 0x4000;
                noFollow = 0x8000;
            }
        }
        try {
            int flags = READ_ONLY | CLOSE_ON_EXEC | directoryOnly | noFollow;
            return new Descriptor(LibC.INSTANCE.open(path.toString(), flags));
        } catch (LastErrorException e) {
            throw new SyscallException("open(" + path + ", O_DIRECTORY)", e);
        }
    }

    /**
     * Makes a socket; see socket(2).
     *
     * @throws SyscallException for instance EAFNOSUPPORT
     */
    public static Descriptor ofSocket(int domain, int type, int protocol) {
        try {
            return new Descriptor(LibC.INSTANCE.socket(domain, type | CLOSE_ON_EXEC, protocol));
        } catch (LastErrorException e) {
            throw new SyscallException("socket(" + domain + ", " + type + ", " + protocol + ")", e);
        }
    }

    /** As the kernel counts it. */
    public int number() {
        return number;
    }

    /** Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            LibC.INSTANCE.close(number);
        }
    }
}
