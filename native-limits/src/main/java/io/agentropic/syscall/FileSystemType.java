package io.agentropic.syscall;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.nio.file.Path;

/** Which kind of file system holds a path; see statfs(2). */
public final class FileSystemType {

    /** {@code CGROUP2_SUPER_MAGIC}. */
    public static final long CGROUP2 = 0x63677270L;

    /** More than a {@code struct statfs} (120 bytes) on either architecture. */
    private static final int BUFFER_BYTES = 256;

    private FileSystemType() {}

    /**
     * The magic number of the file system that holds {@code path}.
     *
     * @throws SyscallException for instance ENOENT
     */
    public static long of(Path path) {
        var buffer = new Memory(BUFFER_BYTES);
        try {
            LibC.INSTANCE.statfs(path.toString(), buffer);
        } catch (LastErrorException e) {
            throw new SyscallException("statfs(" + path + ")", e);
        }
        return buffer.getLong(0);
    }
}
