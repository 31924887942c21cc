package io.agentropic.it.attack;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Errno;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * What stood in the way of a refused call, found out by asking again: a seccomp filter refuses a number whatever its
 * arguments, file modes are there to be read, and a file that its mode opens and the kernel does not is Landlock's.
 */
final class Blame {

    static final String SECCOMP = "seccomp";
    static final String LANDLOCK = "Landlock";
    static final String HIDDEN_FILES = "mount name space";
    static final String HIDDEN_PROCESSES = "pid name space";
    static final String CAPABILITIES = "no capability";
    static final String FILE_MODES = "file permissions";
    static final String OTHER_USER = "another user";

    /** What a filter is made to answer; nothing else comes from one. */
    private static final Set<Errno> FILTER_ANSWERS = Set.of(Errno.EPERM, Errno.ENOSYS, Errno.EAFNOSUPPORT);

    private static final int READ = 4;
    private static final int WRITE = 2;

    private Blame() {}

    /** Who refused a call that is about nobody else. */
    static String ofCall(Syscall call, Answer refused) {
        if (isFiltered(call, refused)) {
            return SECCOMP;
        }
        return switch (refused.errno()) {
            case ENOTTY -> "no terminal";
            case ESRCH -> HIDDEN_PROCESSES;
            case EINVAL -> "the kernel's own rules";
            default -> CAPABILITIES;
        };
    }

    /** Who refused a call about another process that is alive. */
    static String ofProcess(Scene scene, Syscall call, Answer refused, long uid) {
        if (isFiltered(call, refused)) {
            return SECCOMP;
        }
        if (refused.errno() == Errno.ESRCH) {
            return HIDDEN_PROCESSES;
        }
        if (uid != Inside.uid()) {
            return OTHER_USER;
        }
        return landlocked(scene) ? LANDLOCK : "the kernel's own rules";
    }

    /** Who refused to open, change or remove a file that exists. */
    static String ofPath(Scene scene, Syscall call, Answer refused, Path file, boolean writing) {
        if (isFiltered(call, refused)) {
            return SECCOMP;
        }
        return switch (refused.errno()) {
            case ENOENT -> HIDDEN_FILES;
            case EROFS -> "read-only mount";
            case ENXIO -> "no terminal";
            case EXDEV -> landlocked(scene) ? LANDLOCK : HIDDEN_FILES;
            case EACCES -> modeAllows(file, writing ? WRITE : READ) && landlocked(scene) ? LANDLOCK : FILE_MODES;
            default -> "owner of the file";
        };
    }

    /** Whether a filter refuses this number: the call is made again with arguments that no kernel accepts. */
    static boolean isFiltered(Syscall call, Answer refused) {
        if (!Inside.filtered() || !FILTER_ANSWERS.contains(refused.errno())) {
            return false;
        }
        return switch (call) {
            // Without a filter a family that is unknown gives the same error; the filter is asked first.
            case SOCKET -> true;
            // There is no harmless nonsense for these two; the kernel has no such errors of its own for them.
            case CLONE, CLONE3 -> true;
            // The descriptors that are tried are no terminals, of which the kernel would complain first.
            case IOCTL -> refused.errno() == Errno.EPERM;
            case MSGGET -> refused.equals(Kernel.call(call, -1, 0));
            default -> refused.equals(Kernel.call(call, -1, -1, -1, -1, -1, -1));
        };
    }

    /** Whether Landlock keeps us from a file that its mode opens to everyone. */
    static boolean landlocked(Scene scene) {
        Path file = scene.outside().resolve("readable");
        Answer answer = Disk.open(file, Disk.READ_ONLY);
        return answer.errno() == Errno.EACCES && modeAllows(file, READ);
    }

    private static boolean modeAllows(Path file, int access) {
        try {
            int mode = (int) Files.getAttribute(file, "unix:mode");
            boolean owner = Inside.uid() == (int) Files.getAttribute(file, "unix:uid");
            return (mode >> (owner ? 6 : 0) & access) != 0;
        } catch (IOException unreachable) {
            return false;
        }
    }
}
