package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.ATTACH;
import static io.agentropic.it.attack.Attack.Goal.TRACE;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Errno;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Control over another process: its memory, its descriptors, its JVM. */
final class TraceAttacks {

    private static final long SEIZE = 0x4206;
    private static final long NOWHERE = 0x10;
    private static final long WORD = 8;
    private static final long MADVISE_COLD = 20;
    private static final long SAME_MEMORY = 1;
    private static final int EVENT_BYTES = 64;
    private static final int SOFTWARE_EVENT = 1;

    private static final Expected EXPECTED = Expected.refused("EPERM").hidden("EPERM", "ESRCH");
    private static final String NOT_ATTACHED = "no answer";

    private TraceAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        attacks.addAll(both("ptrace", "ptrace(PTRACE_SEIZE)", TraceAttacks::seize));
        attacks.addAll(
                both("read-memory", "process_vm_readv", (scene, it) -> memory(scene, it, Syscall.PROCESS_VM_READV)));
        attacks.addAll(
                both("write-memory", "process_vm_writev", (scene, it) -> memory(scene, it, Syscall.PROCESS_VM_WRITEV)));
        attacks.addAll(
                both("take-descriptor", "pidfd_getfd", (scene, it) -> byPidfd(scene, it, Syscall.PIDFD_GETFD, 0, 0)));
        attacks.addAll(both(
                "advise-memory",
                "process_madvise",
                (scene, it) -> byPidfd(scene, it, Syscall.PROCESS_MADVISE, Kernel.words(0, 0), 0, MADVISE_COLD, 0)));
        attacks.addAll(both(
                "compare",
                "kcmp",
                (scene, it) ->
                        it.call(scene, Syscall.KCMP, ProcessHandle.current().pid(), it.pid(), SAME_MEMORY, 0, 0)));
        attacks.addAll(both(
                "watch-events",
                "perf_event_open",
                (scene, it) -> it.call(scene, Syscall.PERF_EVENT_OPEN, event(), it.pid(), -1, -1, 0)));
        attacks.addAll(both(
                "move-pages",
                "move_pages",
                (scene, it) -> it.call(scene, Syscall.MOVE_PAGES, it.pid(), 0, 0, 0, 0, 0)));
        attacks.addAll(Neighbour.both(
                ATTACH,
                "attach",
                "the JDK's attach API, as jcmd uses it",
                Expected.refused(NOT_ATTACHED),
                TraceAttacks::attach));
        return attacks;
    }

    private static List<Attack> both(String name, String tries, Neighbour.On attack) {
        return Neighbour.both(TRACE, name, tries, EXPECTED, attack);
    }

    /** By a thread of its own: when it ends, so does the hold it may have got. */
    private static Outcome seize(Scene scene, Neighbour it) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> outcome.complete(it.call(scene, Syscall.PTRACE, SEIZE, it.pid(), 0, 0)));
        return outcome.join();
    }

    /** There is nothing at that address, as the kernel finds out after it has granted the access. */
    private static Outcome memory(Scene scene, Neighbour it, Syscall call) {
        long own = Kernel.words(Kernel.words(0), WORD);
        long other = Kernel.words(NOWHERE, WORD);
        return it.outcome(scene, call, Kernel.call(call, it.pid(), own, 1, other, 1, 0), Set.of(Errno.EFAULT));
    }

    private static Outcome byPidfd(Scene scene, Neighbour it, Syscall call, long... arguments) {
        Answer opened = Kernel.call(Syscall.PIDFD_OPEN, it.pid(), 0);
        if (!opened.ok()) {
            return it.outcome(scene, Syscall.PIDFD_OPEN, opened, Set.of());
        }
        long[] all = new long[arguments.length + 1];
        all[0] = opened.value();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return it.call(scene, call, all);
    }

    /** A {@code perf_event_attr} of the first version: the clock of the processor, user code only. */
    private static long event() {
        int[] words = new int[EVENT_BYTES / Integer.BYTES];
        words[0] = SOFTWARE_EVENT;
        words[1] = EVENT_BYTES;
        words[10] = 1 << 5 | 1 << 6;
        return Kernel.ints(words);
    }

    private static Outcome attach(Scene scene, Neighbour it) {
        System.setProperty("sun.tools.attach.attachTimeout", "2000");
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(it.pid()));
            String version = machine.getSystemProperties().getProperty("java.version");
            machine.detach();
            return new Outcome.Succeeded("attached to a JVM " + version);
        } catch (IOException | AttachNotSupportedException refused) {
            return new Outcome.Refused(NOT_ATTACHED, reason(String.valueOf(refused.getMessage())));
        }
    }

    private static String reason(String message) {
        if (message.contains("Operation not permitted")) {
            return "no signal to it";
        }
        return message.contains("respond") ? "attaching is disabled" : "it is not seen";
    }
}
