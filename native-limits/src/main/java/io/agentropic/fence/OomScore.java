package io.agentropic.fence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How readily the kernel kills a process when the host runs out of memory; see proc_pid_oom_score_adj(5). A supervisor
 * that is protected must not protect its agents, which inherit it.
 */
final class OomScore {

    private static final int ORDINARY = 0;

    private OomScore() {}

    /**
     * Gives up an inherited protection; a process that is more readily killed than others stays so.
     *
     * @throws FenceException when it stays protected
     */
    static void unprotect(long pid) {
        unprotect(Path.of("/proc"), pid);
    }

    static void unprotect(Path proc, long pid) {
        Path file = proc.resolve(pid + "/oom_score_adj");
        try {
            if (read(file) < ORDINARY) {
                Files.writeString(file, Integer.toString(ORDINARY));
                if (read(file) < ORDINARY) {
                    throw new FenceException("write(" + file + ", 0) was accepted, but reads back as " + read(file));
                }
            }
        } catch (NoSuchFileException gone) {
            throw new FenceException("there is no process " + pid + " to enclose", gone);
        } catch (IOException e) {
            throw new FenceException(
                    "the protection of process " + pid + " from the kernel's OOM killer, inherited from"
                            + " the supervisor, cannot be taken back: " + e.getMessage(),
                    e);
        }
    }

    private static int read(Path file) throws IOException {
        return Integer.parseInt(Files.readString(file).strip());
    }
}
