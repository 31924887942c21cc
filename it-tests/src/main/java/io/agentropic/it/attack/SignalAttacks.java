package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.SIGNAL;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Signals to others. The kernel's permission is the same for every signal, so those are sent that do no harm: one that
 * is ignored unless handled, and the one with which the JDK wakes its own threads, which a filter may have to let pass.
 */
final class SignalAttacks {

    private static final int WINDOW_CHANGED = 28;
    private static final int JDK_WAKE_UP = 62;
    private static final int QUEUED_BY_PROGRAM = -1;
    private static final int SIGNAL_INFO_BYTES = 128;

    private static final int NON_BLOCKING = 0x800;
    private static final int SET_FLAGS = 4;
    private static final int SET_OWNER = 8;
    private static final int SET_SIGNAL = 10;
    private static final int ASYNCHRONOUS = 0x2000;

    private static final Expected EXPECTED = Expected.refused("EPERM").hidden("EPERM", "ESRCH");

    private SignalAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        attacks.addAll(both("kill", "kill", (scene, it) -> it.call(scene, Syscall.KILL, it.pid(), WINDOW_CHANGED)));
        attacks.addAll(both(
                "kill-group",
                "kill of the process group",
                (scene, it) -> it.call(scene, Syscall.KILL, -it.group(), 0)));
        attacks.addAll(both("tkill", "tkill", (scene, it) -> it.call(scene, Syscall.TKILL, it.pid(), WINDOW_CHANGED)));
        attacks.addAll(both(
                "tgkill",
                "tgkill with the signal of the JDK's own",
                (scene, it) -> it.call(scene, Syscall.TGKILL, it.pid(), it.pid(), JDK_WAKE_UP)));
        attacks.addAll(both(
                "queue",
                "rt_sigqueueinfo",
                (scene, it) ->
                        it.call(scene, Syscall.RT_SIGQUEUEINFO, it.pid(), WINDOW_CHANGED, queued(WINDOW_CHANGED))));
        attacks.addAll(both(
                "queue-thread",
                "rt_tgsigqueueinfo",
                (scene, it) -> it.call(
                        scene, Syscall.RT_TGSIGQUEUEINFO, it.pid(), it.pid(), JDK_WAKE_UP, queued(JDK_WAKE_UP))));
        attacks.addAll(both("pidfd-signal", "pidfd_send_signal", SignalAttacks::byDescriptor));
        attacks.add(Attack.of(
                SIGNAL,
                "kill-everyone",
                "kill of every process there is, with signal 0",
                EXPECTED,
                Calls.attempt(Syscall.KILL, Set.of(), -1, 0)));
        attacks.add(Attack.of(
                SIGNAL,
                "signal-by-pipe",
                "a pipe whose owner is the sibling, and a signal when it can be read",
                Expected.refused("silence", "EPERM").hidden("ESRCH", "EPERM", "silence"),
                SignalAttacks::byPipe));
        return attacks;
    }

    private static List<Attack> both(String name, String tries, Neighbour.On attack) {
        return Neighbour.both(SIGNAL, name, tries, EXPECTED, attack);
    }

    private static long queued(int signal) {
        int[] info = new int[SIGNAL_INFO_BYTES / Integer.BYTES];
        info[0] = signal;
        info[2] = QUEUED_BY_PROGRAM;
        return Kernel.ints(info);
    }

    private static Outcome byDescriptor(Scene scene, Neighbour it) {
        Answer opened = Kernel.call(Syscall.PIDFD_OPEN, it.pid(), 0);
        if (!opened.ok()) {
            return it.outcome(scene, Syscall.PIDFD_OPEN, opened, Set.of());
        }
        return it.call(scene, Syscall.PIDFD_SEND_SIGNAL, opened.value(), WINDOW_CHANGED, 0, 0);
    }

    /** The kernel sends {@code SIGIO}, or what was chosen instead, to whoever a descriptor says. */
    private static Outcome byPipe(Scene scene) {
        Neighbour it = Neighbour.of(scene, "sibling");
        long ends = Kernel.ints(0, 0);
        Kernel.call(Syscall.PIPE2, ends, NON_BLOCKING);
        int[] descriptors = Kernel.readInts(ends, 2);
        Answer owner = Kernel.call(Syscall.FCNTL, descriptors[0], SET_OWNER, it.pid());
        if (!owner.ok()) {
            return it.outcome(scene, Syscall.FCNTL, owner, Set.of());
        }
        Kernel.call(Syscall.FCNTL, descriptors[0], SET_SIGNAL, WINDOW_CHANGED);
        Kernel.call(Syscall.FCNTL, descriptors[0], SET_FLAGS, ASYNCHRONOUS | NON_BLOCKING);
        Kernel.call(Syscall.WRITE, descriptors[1], Kernel.text("x"), 1);
        return new Outcome.Unseen("WINCH");
    }
}
