package io.agentropic.it.attack;

import static io.agentropic.it.attack.Attack.Goal.NAMESPACES;
import static io.agentropic.it.attack.Attack.Goal.PRIVILEGE;

import io.agentropic.it.attack.Attack.Goal;
import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Errno;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.MachineCode;
import io.agentropic.it.kernel.Syscall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What only an administrator may do, or the administrator of a name space that one makes for oneself. */
final class PrivilegeAttacks {

    private static final Expected EXPECTED = Expected.refused("EPERM");
    private static final int NEW_USER = 0x1000_0000;
    private static final int NEW_MOUNT = 0x2_0000;
    private static final int NEW_NETWORK = 0x4000_0000;
    private static final int CHILD_SIGNAL = 17;
    private static final long REMOUNT_BOUND = 0x20 | 0x1000;
    private static final long ADJUST_TICK = 0x4000;
    private static final long CONSOLE_LEVEL = 8;

    private PrivilegeAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>(privileges());
        attacks.addAll(nameSpaces());
        return attacks;
    }

    private static List<Attack> privileges() {
        long nowhere = Kernel.text("/nonexistent");
        long nothing = Kernel.memory(256).address();
        return List.of(
                of(PRIVILEGE, "become-root", Syscall.SETRESUID, Set.of(), 0, 0, 0),
                of(PRIVILEGE, "become-root-group", Syscall.SETRESGID, Set.of(), 0, 0, 0),
                of(PRIVILEGE, "join-groups", Syscall.SETGROUPS, Set.of(), 1, Kernel.ints(0)),
                of(
                        PRIVILEGE,
                        "take-capabilities",
                        Syscall.CAPSET,
                        Set.of(),
                        Kernel.ints(0x2008_0522, 0),
                        Kernel.ints(-1, -1, -1, -1, -1, -1)),
                of(PRIVILEGE, "reboot", Syscall.REBOOT, Set.of(Errno.EINVAL), 0, 0, 0, 0),
                of(PRIVILEGE, "load-kernel", Syscall.KEXEC_LOAD, Set.of(Errno.EINVAL), 0, 99, 0, 0),
                of(PRIVILEGE, "load-module", Syscall.INIT_MODULE, Set.of(Errno.EFAULT, Errno.EINVAL), 0, 0, 0),
                of(PRIVILEGE, "load-module-file", Syscall.FINIT_MODULE, Set.of(Errno.EBADF), -1, nothing, 0),
                of(PRIVILEGE, "unload-module", Syscall.DELETE_MODULE, Set.of(Errno.ENOENT), nowhere, 0x800),
                of(PRIVILEGE, "swap", Syscall.SWAPON, Set.of(Errno.ENOENT), nowhere, 0),
                of(PRIVILEGE, "accounting", Syscall.ACCT, Set.of(Errno.ENOENT), nowhere),
                of(PRIVILEGE, "host-name", Syscall.SETHOSTNAME, Set.of(Errno.EINVAL), nothing, -1),
                of(PRIVILEGE, "domain-name", Syscall.SETDOMAINNAME, Set.of(Errno.EINVAL), nothing, -1),
                of(PRIVILEGE, "set-clock", Syscall.SETTIMEOFDAY, Set.of(), 0, 0),
                of(
                        PRIVILEGE,
                        "slew-clock",
                        Syscall.ADJTIMEX,
                        Set.of(Errno.EINVAL),
                        Kernel.words(
                                ADJUST_TICK,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0)),
                of(PRIVILEGE, "console-level", Syscall.SYSLOG, Set.of(Errno.EINVAL), CONSOLE_LEVEL, 0, 0),
                of(PRIVILEGE, "hang-up", Syscall.VHANGUP, Set.of()),
                of(PRIVILEGE, "input-output-ports", Syscall.IOPL, Set.of(), 3),
                of(PRIVILEGE, "watch-file-systems", Syscall.FANOTIFY_INIT, Set.of(), 4, 0),
                Attack.of(
                        PRIVILEGE,
                        "set-user-id-program",
                        "a program with the set-user-id bit",
                        Expected.refused("no_new_privs"),
                        scene -> Inside.noNewPrivileges()
                                ? new Outcome.Refused("no_new_privs", "no_new_privs")
                                : new Outcome.Succeeded("the bit would count")));
    }

    private static List<Attack> nameSpaces() {
        long here = Kernel.text("/");
        long none = Kernel.text("none");
        return List.of(
                of(NAMESPACES, "unshare-mounts", Syscall.UNSHARE, Set.of(), NEW_MOUNT),
                of(NAMESPACES, "unshare-user", Syscall.UNSHARE, Set.of(Errno.EINVAL), NEW_USER),
                of(NAMESPACES, "unshare-high-bits", Syscall.UNSHARE, Set.of(Errno.EINVAL), 1L << 32 | NEW_USER),
                Attack.of(
                        NAMESPACES,
                        "clone-user",
                        "clone with CLONE_NEWUSER: root of its own",
                        EXPECTED,
                        scene -> cloned(NEW_USER)),
                Attack.of(
                        NAMESPACES,
                        "clone-user-network",
                        "clone with a user and a network of its own",
                        EXPECTED,
                        scene -> cloned(NEW_USER | NEW_NETWORK)),
                Attack.of(
                        NAMESPACES,
                        "clone3-user",
                        "clone3, whose flags no filter sees",
                        Expected.refused("ENOSYS", "EPERM"),
                        Calls.attempt(
                                Syscall.CLONE3,
                                Set.of(Errno.EINVAL),
                                Kernel.words(NEW_USER, 0, 0, 0, 0x1FF, 0, 0, 0),
                                64)),
                Attack.of(
                        NAMESPACES,
                        "enter-supervisor",
                        "open /proc/PID/ns/mnt of the supervisor",
                        Expected.refused("EACCES").hidden("ENOENT", "EACCES"),
                        scene ->
                                Disk.opened(scene, Path.of("/proc/" + scene.supervisor() + "/ns/mnt"), Disk.READ_ONLY)),
                of(NAMESPACES, "enter", Syscall.SETNS, Set.of(Errno.EBADF, Errno.EINVAL), 0, 0),
                of(NAMESPACES, "mount", Syscall.MOUNT, Set.of(Errno.ENODEV), none, here, Kernel.text("nosuchfs"), 0, 0),
                of(
                        NAMESPACES,
                        "remount-writable",
                        Syscall.MOUNT,
                        Set.of(Errno.EINVAL),
                        none,
                        here,
                        0,
                        REMOUNT_BOUND,
                        0),
                of(NAMESPACES, "unmount", Syscall.UMOUNT2, Set.of(Errno.EINVAL, Errno.EBUSY), here, 8),
                of(NAMESPACES, "open-file-system", Syscall.FSOPEN, Set.of(), Kernel.text("tmpfs"), 0),
                of(NAMESPACES, "clone-mount", Syscall.OPEN_TREE, Set.of(), Disk.HERE, here, 1),
                of(NAMESPACES, "move-mount", Syscall.MOVE_MOUNT, Set.of(Errno.EBADF), -1, none, -1, none, 0),
                of(
                        NAMESPACES,
                        "set-mount",
                        Syscall.MOUNT_SETATTR,
                        Set.of(Errno.EINVAL),
                        Disk.HERE,
                        here,
                        0,
                        Kernel.words(1, 0, 0, 0),
                        32),
                of(NAMESPACES, "change-root", Syscall.CHROOT, Set.of(), here),
                of(NAMESPACES, "pivot-root", Syscall.PIVOT_ROOT, Set.of(Errno.EINVAL, Errno.EBUSY), here, here));
    }

    private static Attack of(Goal goal, String name, Syscall call, Set<Errno> granted, long... arguments) {
        return Attack.of(
                goal, name, call.name().toLowerCase(Locale.ROOT), EXPECTED, Calls.attempt(call, granted, arguments));
    }

    private static Outcome cloned(int flags) {
        long result = MachineCode.cloneOfAMoment(flags | CHILD_SIGNAL);
        Answer answer = result < 0 ? new Answer(-1, (int) -result) : new Answer(result, 0);
        if (answer.ok()) {
            Kernel.call(Syscall.WAIT4, result, 0, 0, 0);
        }
        return Calls.outcome(Syscall.CLONE, answer);
    }
}
