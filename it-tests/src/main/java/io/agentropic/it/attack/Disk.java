package io.agentropic.it.attack;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.nio.file.Path;
import java.util.Locale;

/** Files by system call, so that the kernel's own answer is seen. */
final class Disk {

    static final int READ_ONLY = 0;
    static final int WRITE_ONLY = 1;
    static final int READ_WRITE = 2;
    static final int CREATE = 0x40;
    static final int EXCLUSIVE = 0x80;
    /** What a relative path would be relative to. */
    static final long HERE = -100;

    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final long MODE = 0666;

    private Disk() {}

    /** Opens and closes the file again. */
    static Answer open(Path file, int flags) {
        return open(file.toString(), flags);
    }

    static Answer open(String file, int flags) {
        Answer opened = keepOpen(file, flags);
        if (opened.ok()) {
            Kernel.call(Syscall.CLOSE, opened.value());
        }
        return opened;
    }

    /** Opens the file; the descriptor is the answer's value. */
    static Answer keepOpen(String file, int flags) {
        return Kernel.call(Syscall.OPENAT, HERE, Kernel.text(file), flags | CLOSE_ON_EXEC, MODE);
    }

    /** Opens it, and says how that ended. */
    static Outcome opened(Scene scene, Path file, int flags) {
        return outcome(scene, Syscall.OPENAT, open(file, flags), file, (flags & 3) != READ_ONLY);
    }

    /** A file that each host has, or has not. */
    static Attack.Attempt openingHostFile(String file, int flags) {
        return scene ->
                scene.missing(file) ? new Outcome.Absent("no " + file + " here") : opened(scene, Path.of(file), flags);
    }

    /** How a call about this file ended. */
    static Outcome outcome(Scene scene, Syscall call, Answer answer, Path file, boolean writing) {
        return answer.ok()
                ? new Outcome.Succeeded(call.name().toLowerCase(Locale.ROOT) + " of " + file)
                : new Outcome.Refused(answer.toString(), Blame.ofPath(scene, call, answer, file, writing));
    }
}
