package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.KERNEL_SURFACE;
import static io.agentropic.it.attack.Attack.Goal.OTHER_TABLES;
import static io.agentropic.it.attack.Attack.Goal.TERMINAL;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Errno;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.MachineCode;
import io.agentropic.it.kernel.Syscall;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Interfaces of the kernel that programs seldom use and attackers often, and other doors to those that are filtered. */
final class SurfaceAttacks {

    private static final Expected DENIED = Expected.refused("EPERM", "ENOSYS");
    private static final long X32 = 0x4000_0000;
    private static final long X32_GETPID = 39;
    private static final long USER_MODE_ONLY = 1;
    private static final long READ_IMPLIES_EXEC = 0x40_0000;
    private static final long NEW_LISTENER = 8;
    private static final long TYPE_CHARACTER = 0x5412;
    private static final long CONSOLE = 0x541C;
    private static final long HIGH = 1L << 32;

    private SurfaceAttacks() {}

    static List<Attack> all() {
        long nothing = Kernel.memory(256).address();
        return List.of(
                surface("io-uring", "io_uring_setup", Syscall.IO_URING_SETUP, Set.of(), 8, nothing),
                surface("bpf", "bpf(BPF_MAP_CREATE)", Syscall.BPF, Set.of(Errno.EINVAL), 0, nothing, 120),
                surface(
                        "bpf-high-bits",
                        "bpf with more than 32 bits",
                        Syscall.BPF,
                        Set.of(Errno.EINVAL),
                        HIGH,
                        nothing,
                        120),
                surface(
                        "own-events",
                        "perf_event_open of itself",
                        Syscall.PERF_EVENT_OPEN,
                        Set.of(),
                        event(),
                        0,
                        -1,
                        -1,
                        0),
                surface("user-faults", "userfaultfd", Syscall.USERFAULTFD, Set.of(), USER_MODE_ONLY),
                surface(
                        "personality",
                        "personality(READ_IMPLIES_EXEC)",
                        Syscall.PERSONALITY,
                        Set.of(),
                        READ_IMPLIES_EXEC),
                surface("segments", "modify_ldt", Syscall.MODIFY_LDT, Set.of(Errno.EINVAL), 1, nothing, 0),
                surface(
                        "filter-listener",
                        "seccomp with a listener of its own",
                        Syscall.SECCOMP,
                        Set.of(Errno.EFAULT, Errno.EINVAL),
                        1,
                        NEW_LISTENER,
                        0),
                surface("secret-memory", "memfd_secret", Syscall.MEMFD_SECRET, Set.of(), 0),
                device("/dev/kvm"),
                device("/dev/fuse"),
                device("/dev/net/tun"),
                device("/dev/mem"),
                Attack.of(
                        OTHER_TABLES,
                        "thirty-two-bit",
                        "int 0x80, the 32-bit table",
                        Expected.refused("SIGSYS"),
                        SurfaceAttacks::thirtyTwoBit),
                Attack.of(
                        OTHER_TABLES,
                        "x32",
                        "a number of the x32 table",
                        Expected.refused("EPERM", "ENOSYS", "SIGSYS"),
                        SurfaceAttacks::x32),
                terminal("type", "ioctl(TIOCSTI)", TYPE_CHARACTER),
                terminal("type-high-bits", "ioctl(TIOCSTI) with more than 32 bits", HIGH | TYPE_CHARACTER),
                terminal("console", "ioctl(TIOCLINUX)", CONSOLE),
                Attack.of(
                        TERMINAL,
                        "open-terminal",
                        "open /dev/tty",
                        Expected.refused("EACCES", "ENXIO").hidden("ENOENT", "ENXIO", "EACCES"),
                        scene -> Disk.opened(scene, Path.of("/dev/tty"), Disk.READ_WRITE)));
    }

    private static Attack surface(String name, String tries, Syscall call, Set<Errno> granted, long... arguments) {
        return Attack.of(KERNEL_SURFACE, name, tries, DENIED, Calls.attempt(call, granted, arguments));
    }

    private static Attack device(String file) {
        return Attack.of(
                KERNEL_SURFACE,
                "device" + file.substring(4).replace('/', '-'),
                "open " + file,
                Expected.refused("EACCES", "ENOENT").hidden("ENOENT", "EACCES", "EPERM"),
                Disk.openingHostFile(file, Disk.READ_WRITE));
    }

    private static Attack terminal(String name, String tries, long request) {
        return Attack.of(
                TERMINAL,
                name,
                tries,
                Expected.refused("EPERM"),
                Calls.attempt(Syscall.IOCTL, Set.of(), 0, request, Kernel.text("x")));
    }

    private static Outcome thirtyTwoBit(Scene scene) {
        return scene.thirtyTwoBitDoor()
                ? new Outcome.Succeeded("getpid said " + MachineCode.thirtyTwoBitGetpid())
                : new Outcome.Absent("this processor or kernel has no such door");
    }

    private static Outcome x32(Scene scene) {
        if (!MachineCode.hasThirtyTwoBitDoor()) {
            return new Outcome.Absent("this architecture has no such table");
        }
        Answer answer = Kernel.call(X32 | X32_GETPID);
        if (answer.ok()) {
            return new Outcome.Succeeded("getpid said " + answer.value());
        }
        return new Outcome.Refused(
                answer.toString(), answer.errno() == Errno.EPERM ? Blame.SECCOMP : "the kernel was built without it");
    }

    /** A {@code perf_event_attr} of the first version: a software clock, user code only. */
    private static long event() {
        int[] words = new int[16];
        words[0] = 1;
        words[1] = 64;
        words[10] = 1 << 5 | 1 << 6;
        return Kernel.ints(words);
    }
}
