package io.agentropic.landlock;

/** What a rule lets through on a path and all below; the bits are {@code LANDLOCK_ACCESS_FS_*} of linux/landlock.h. */
public enum Grant {
    /** Reads files and lists directories. */
    READ(Bits.READ),
    /** Also starts programs. */
    READ_AND_EXECUTE(Bits.READ | Bits.EXECUTE),
    /** Reads, and changes everything but makes no device and starts no program. */
    READ_AND_WRITE(Bits.READ | Bits.WRITE),
    /** Reads and writes one file that is there, a device for instance. */
    USE(Bits.READ_FILE | Bits.WRITE_FILE),
    /** Connects to a Unix-domain socket; without effect before {@link LandlockAbi#UNIX_SOCKETS}. */
    CONNECT(Bits.RESOLVE_UNIX);

    private final long rights;

    Grant(long rights) {
        this.rights = rights;
    }

    /** The rights as {@code abi} knows them. What is no directory has fewer: the kernel refuses the others with EINVAL. */
    public long rights(LandlockAbi abi, boolean directory) {
        return rights & abi.fileRights() & (directory ? -1L : Bits.OF_FILES);
    }

    private static final class Bits {
        static final long EXECUTE = 1;
        static final long WRITE_FILE = 1L << 1;
        static final long READ_FILE = 1L << 2;
        static final long READ_DIR = 1L << 3;
        static final long REMOVE_DIR = 1L << 4;
        static final long REMOVE_FILE = 1L << 5;
        static final long MAKE_DIR = 1L << 7;
        static final long MAKE_REG = 1L << 8;
        static final long MAKE_SOCK = 1L << 9;
        static final long MAKE_FIFO = 1L << 10;
        static final long MAKE_SYM = 1L << 12;
        static final long REFER = 1L << 13;
        static final long TRUNCATE = 1L << 14;
        static final long IOCTL_DEV = 1L << 15;
        static final long RESOLVE_UNIX = 1L << 16;

        static final long READ = READ_FILE | READ_DIR;
        static final long WRITE = WRITE_FILE
                | REMOVE_DIR
                | REMOVE_FILE
                | MAKE_DIR
                | MAKE_REG
                | MAKE_SOCK
                | MAKE_FIFO
                | MAKE_SYM
                | REFER
                | TRUNCATE
                | RESOLVE_UNIX;
        static final long OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV | RESOLVE_UNIX;

        private Bits() {}
    }
}
