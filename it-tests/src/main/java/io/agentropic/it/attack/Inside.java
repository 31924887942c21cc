package io.agentropic.it.attack;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;

/** Proof that a fence is around this process, without which no attack is tried: the host is not to be hurt. */
final class Inside {

    private static final long GET_SECCOMP = 21;
    private static final long GET_NO_NEW_PRIVS = 39;
    private static final long FILTERING = 2;

    private Inside() {}

    /**
     * Returns when this process has no root's rights on the host: it is another user, or bound by no_new_privs and a
     * seccomp filter. Asked of the kernel, as {@code /proc} may be hidden.
     *
     * @throws IllegalStateException otherwise
     */
    static void require() {
        if (uid() != 0 || (noNewPrivileges() && filtered())) {
            return;
        }
        throw new IllegalStateException("refused: this process runs as root without no_new_privs and a seccomp filter;"
                + " attacks are tried inside a fence only");
    }

    /** Whether a seccomp filter holds this thread; a filter that kills for the question would have ended it. */
    static boolean filtered() {
        return prctl(GET_SECCOMP) == FILTERING;
    }

    static boolean noNewPrivileges() {
        return prctl(GET_NO_NEW_PRIVS) == 1;
    }

    static long uid() {
        return Kernel.call(Syscall.GETEUID).value();
    }

    private static long prctl(long option) {
        Answer answer = Kernel.call(Syscall.PRCTL, option, 0, 0, 0, 0);
        return answer.ok() ? answer.value() : -1;
    }
}
