package io.agentropic.confine;

import io.agentropic.sandbox.UidRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Hands the users of a range to agents, each to one at a time on the whole host: a lock on one byte of a file, at the
 * user's number, keeps other supervisors off, and goes with this process however it ends. It begins anywhere in the range
 * and goes round, so that a user comes back as late as possible. Any thread may use it.
 */
public final class AgentUserPool {

    /** Where the supervisors of this host agree. */
    private static final Path LOCK_FILE = Path.of("/run/agentropic-users.lock");

    /**
     * Opened once and kept: the kernel gives up all locks of a process on a file when any descriptor of it is closed
     * (fcntl(2)).
     */
    private static @Nullable FileChannel opened;

    private final UidRange range;
    private final FileChannel locks;

    /** Guarded by this. */
    private int next;

    private AgentUserPool(UidRange range, FileChannel locks) {
        this.range = range;
        this.locks = locks;
        this.next = ThreadLocalRandom.current().nextInt(range.group() + 1, range.last() + 1);
    }

    /** One agent's user until it is closed; close it when no process of the agent is left. */
    public static final class Lease implements AutoCloseable {
        private final AgentUser user;
        private final FileLock lock;

        private Lease(AgentUser user, FileLock lock) {
            this.user = user;
            this.lock = lock;
        }

        /** The user. */
        public AgentUser user() {
            return user;
        }

        /** Gives it back. Idempotent. */
        @Override
        public void close() {
            try {
                lock.release();
            } catch (IOException e) {
                throw new UncheckedIOException("user " + user.uid() + " cannot be given back", e);
            }
        }
    }

    /**
     * The users of {@code range}; for root.
     *
     * @throws UncheckedIOException when the file of locks cannot be opened
     */
    public static AgentUserPool of(UidRange range) {
        return new AgentUserPool(range, locks());
    }

    private static synchronized FileChannel locks() {
        FileChannel present = opened;
        if (present != null) {
            return present;
        }
        try {
            FileChannel fresh = FileChannel.open(
                    LOCK_FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            opened = fresh;
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(LOCK_FILE + ", which keeps apart the users of agents, cannot be opened", e);
        }
    }

    /**
     * A user that no agent has.
     *
     * @throws IllegalStateException when all are taken
     */
    public synchronized Lease take() {
        for (int tried = range.group(); tried < range.last(); tried++) {
            int uid = next;
            next = uid == range.last() ? range.group() + 1 : uid + 1;
            FileLock lock = tryLock(uid);
            if (lock != null) {
                return new Lease(new AgentUser(uid, range.group()), lock);
            }
        }
        throw new IllegalStateException(
                "every user of runtime.uids (" + range + ") runs an agent already; set a wider range");
    }

    private @Nullable FileLock tryLock(int uid) {
        try {
            return locks.tryLock(uid, 1, false);
        } catch (OverlappingFileLockException takenInThisJvm) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("user " + uid + " cannot be locked", e);
        }
    }
}
