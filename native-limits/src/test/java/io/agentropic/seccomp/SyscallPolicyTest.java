package io.agentropic.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.syscall.Architecture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filters on calls that are never made; the kernel's own word is asked for where children are started. */
final class SyscallPolicyTest {

    private static final int X86_64 = 0xC000003E;
    private static final int AARCH64 = 0xC00000B7;
    private static final int I386 = 0x40000003;

    private static final int ALLOWED = 0x7fff0000;
    private static final int KILLED = 0x80000000;
    private static final int EPERM = 0x00050001;
    private static final int ENOSYS = 0x00050026;
    private static final int EAFNOSUPPORT = 0x00050061;

    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int MSG_FASTOPEN = 0x20000000;

    private static final SyscallPolicy STRICTEST = new SyscallPolicy(Sockets.UNIX, false, false);

    private static int verdict(SyscallPolicy policy, String call, long... arguments) {
        int number = SyscallTable.of(Architecture.X86_64).number(call).orElseThrow();
        return new FilterMachine(policy.compile(Architecture.X86_64)).verdict(X86_64, number, arguments);
    }

    private static int verdictOnArm(SyscallPolicy policy, String call, long... arguments) {
        int number = SyscallTable.of(Architecture.AARCH64).number(call).orElseThrow();
        return new FilterMachine(policy.compile(Architecture.AARCH64)).verdict(AARCH64, number, arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read",
                "openat",
                "mmap",
                "mprotect",
                "futex",
                "execve",
                "vfork",
                "connect",
                "memfd_create",
                "msync",
                "inotify_init",
                "epoll_wait",
                "setsid",
                "close_range",
                "rt_sigaction",
                "getrandom",
                "mkdirat",
                "wait4"
            })
    void whatAJvmNeedsIsAllowed(String call) {
        assertThat(verdict(STRICTEST, call)).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mount",
                "umount2",
                "unshare",
                "setns",
                "pivot_root",
                "chroot",
                "ptrace",
                "process_vm_readv",
                "process_vm_writev",
                "pidfd_open",
                "pidfd_getfd",
                "pidfd_send_signal",
                "kcmp",
                "perf_event_open",
                "bpf",
                "userfaultfd",
                "io_uring_enter",
                "io_uring_register",
                "keyctl",
                "add_key",
                "request_key",
                "init_module",
                "finit_module",
                "kexec_load",
                "reboot",
                "swapon",
                "settimeofday",
                "clock_settime",
                "sethostname",
                "iopl",
                "ioperm",
                "modify_ldt",
                "open_by_handle_at",
                "name_to_handle_at",
                "fanotify_init",
                "personality",
                "sched_setaffinity",
                "sched_setscheduler",
                "ioprio_set",
                "setpriority",
                "getpriority",
                "migrate_pages",
                "move_pages",
                "mbind",
                "set_mempolicy",
                "rt_sigqueueinfo",
                "rt_tgsigqueueinfo",
                "tkill",
                "kill",
                "seccomp",
                "landlock_restrict_self",
                "memfd_secret",
                "setxattr",
                "fsetxattr",
                "lsetxattr",
                "removexattr",
                "chown",
                "fchown",
                "lchown",
                "fchownat",
                "chmod",
                "fchmod",
                "fchmodat",
                "fchmodat2",
                "utimensat",
                "utime",
                "utimes",
                "mknod",
                "mknodat",
                "shmget",
                "shmat",
                "msgget",
                "semget",
                "mq_open",
                "setrlimit",
                "setuid",
                "setresuid",
                "setgroups",
                "capset",
                "execveat",
                "quotactl",
                "acct",
                "syslog",
                "vhangup",
                "move_mount",
                "open_tree",
                "fsopen",
                "fsmount",
                "fsconfig",
                "mount_setattr",
                "process_madvise",
                "process_mrelease"
            })
    void whatReachesBeyondItsOwnProcessIsNotPermitted(String call) {
        assertThat(verdict(STRICTEST, call)).isEqualTo(EPERM);
    }

    @Test
    void aCallThatNobodyKnowsYetIsNotPermitted() {
        var machine = new FilterMachine(STRICTEST.compile(Architecture.X86_64));
        assertThat(machine.verdict(X86_64, 9_999)).isEqualTo(EPERM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clone3", "io_uring_setup"})
    void whatHidesItsArgumentsIsNotThere(String call) {
        assertThat(verdict(STRICTEST, call)).isEqualTo(ENOSYS);
        assertThat(verdictOnArm(STRICTEST, call)).isEqualTo(ENOSYS);
    }

    @Test
    void aCallOfAnotherArchitectureKills() {
        var machine = new FilterMachine(STRICTEST.compile(Architecture.X86_64));
        assertThat(machine.verdict(I386, 1)).isEqualTo(KILLED);
        assertThat(machine.verdict(AARCH64, 1)).isEqualTo(KILLED);
        assertThat(new FilterMachine(STRICTEST.compile(Architecture.AARCH64)).verdict(X86_64, 1))
                .isEqualTo(KILLED);
    }

    @Test
    void theX32CallsOfX86AreNotPermitted() {
        var machine = new FilterMachine(STRICTEST.compile(Architecture.X86_64));
        assertThat(machine.verdict(X86_64, 0x40000000)).isEqualTo(EPERM);
        assertThat(machine.verdict(X86_64, 0x40000001)).isEqualTo(EPERM);
    }

    static Stream<Arguments> examined() {
        return Stream.of(
                Arguments.of("clone", List.of(0x003d0f00L), ALLOWED),
                Arguments.of("clone", List.of(0x01200011L), ALLOWED),
                Arguments.of("clone", List.of(0x10000000L), EPERM),
                Arguments.of("clone", List.of(0x00020011L), EPERM),
                Arguments.of("clone", List.of(0x00000080L), EPERM),
                Arguments.of("prlimit64", List.of(0L, 7L), ALLOWED),
                Arguments.of("prlimit64", List.of(4711L, 7L), EPERM),
                Arguments.of("tgkill", List.of(1L, 1L, 6L), ALLOWED),
                Arguments.of("tgkill", List.of(1L, 1L, 12L), ALLOWED),
                Arguments.of("tgkill", List.of(1L, 1L, 62L), ALLOWED),
                Arguments.of("tgkill", List.of(1L, 1L, 9L), EPERM),
                Arguments.of("tgkill", List.of(1L, 1L, 15L), EPERM),
                Arguments.of("ioctl", List.of(0L, 0x5401L), ALLOWED),
                Arguments.of("ioctl", List.of(0L, 0x5412L), EPERM),
                Arguments.of("ioctl", List.of(0L, 0x541CL), EPERM),
                Arguments.of("ioctl", List.of(0L, 0x541DL), EPERM),
                Arguments.of("ioctl", List.of(0L, 0xF00005412L), EPERM),
                Arguments.of("prctl", List.of(15L), ALLOWED),
                Arguments.of("prctl", List.of(0x53564d41L), ALLOWED),
                Arguments.of("prctl", List.of(4L, 1L), EPERM),
                Arguments.of("prctl", List.of(1L, 9L), EPERM),
                Arguments.of("prctl", List.of(36L, 1L), EPERM),
                Arguments.of("socketpair", List.of(1L, 1L), ALLOWED),
                Arguments.of("socketpair", List.of(2L, 1L), EAFNOSUPPORT));
    }

    @ParameterizedTest
    @MethodSource("examined")
    void argumentsDecide(String call, List<Long> arguments, int verdict) {
        long[] values = arguments.stream().mapToLong(Long::longValue).toArray();
        assertThat(verdict(STRICTEST, call, values)).isEqualTo(verdict);
        assertThat(verdictOnArm(STRICTEST, call, values)).isEqualTo(verdict);
    }

    static Stream<Arguments> sockets() {
        return Stream.of(
                socket(1, 1, 0, ALLOWED, ALLOWED, ALLOWED),
                socket(1, 1 | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ALLOWED, ALLOWED, ALLOWED),
                socket(1, 5, 0, EAFNOSUPPORT, EAFNOSUPPORT, EAFNOSUPPORT),
                socket(2, 1, 0, EAFNOSUPPORT, ALLOWED, ALLOWED),
                socket(10, 1 | SOCK_CLOEXEC, 6, EAFNOSUPPORT, ALLOWED, ALLOWED),
                socket(2, 1, 262, EAFNOSUPPORT, EAFNOSUPPORT, EAFNOSUPPORT),
                socket(2, 1, 132, EAFNOSUPPORT, EAFNOSUPPORT, EAFNOSUPPORT),
                socket(2, 2, 0, EAFNOSUPPORT, EAFNOSUPPORT, ALLOWED),
                socket(10, 2, 17, EAFNOSUPPORT, EAFNOSUPPORT, ALLOWED),
                socket(2, 2, 1, EAFNOSUPPORT, EAFNOSUPPORT, EAFNOSUPPORT),
                socket(2, 3, 1, EAFNOSUPPORT, EAFNOSUPPORT, EAFNOSUPPORT),
                socket(16, 3, 0, EAFNOSUPPORT, EAFNOSUPPORT, EAFNOSUPPORT),
                socket(17, 3, 768, EAFNOSUPPORT, EAFNOSUPPORT, EAFNOSUPPORT),
                socket(38, 5, 0, EAFNOSUPPORT, EAFNOSUPPORT, EAFNOSUPPORT),
                socket(40, 1, 0, EAFNOSUPPORT, EAFNOSUPPORT, EAFNOSUPPORT));
    }

    private static Arguments socket(long domain, long type, long protocol, int unix, int client, int internet) {
        return Arguments.of(domain, type, protocol, unix, client, internet);
    }

    @ParameterizedTest
    @MethodSource("sockets")
    void aSocketIsOfAKindThatIsAllowed(long domain, long type, long protocol, int unix, int client, int internet) {
        assertThat(verdict(STRICTEST, "socket", domain, type, protocol)).isEqualTo(unix);
        assertThat(verdict(new SyscallPolicy(Sockets.TCP_CLIENT, false, false), "socket", domain, type, protocol))
                .isEqualTo(client);
        assertThat(verdict(new SyscallPolicy(Sockets.INTERNET, false, false), "socket", domain, type, protocol))
                .isEqualTo(internet);
    }

    @Test
    void aTcpClientNeitherListensNorConnectsWithItsFirstData() {
        var client = new SyscallPolicy(Sockets.TCP_CLIENT, false, false);
        assertThat(verdict(client, "listen", 5, 10)).isEqualTo(EPERM);
        assertThat(verdict(client, "listen", 0, 0)).isEqualTo(EPERM);
        assertThat(verdict(client, "sendto", 5, 0, 0, MSG_FASTOPEN)).isEqualTo(EPERM);
        assertThat(verdict(client, "sendmsg", 5, 0, MSG_FASTOPEN | 0x4000)).isEqualTo(EPERM);
        assertThat(verdict(client, "sendmmsg", 5, 0, 1, MSG_FASTOPEN)).isEqualTo(EPERM);
        assertThat(verdict(client, "sendto", 5, 0, 0, 0x4000)).isEqualTo(ALLOWED);
        assertThat(verdict(new SyscallPolicy(Sockets.INTERNET, false, false), "listen", 5, 10))
                .isEqualTo(ALLOWED);
    }

    @Test
    void attributesOfFilesAndSignalsAreAMatterOfChoice() {
        var roomy = new SyscallPolicy(Sockets.UNIX, true, true);
        assertThat(List.of("chmod", "fchmod", "fchmodat", "fchmodat2", "utimensat", "kill"))
                .allSatisfy(call -> assertThat(verdict(roomy, call)).isEqualTo(ALLOWED));
        assertThat(verdict(roomy, "chown")).isEqualTo(EPERM);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void everyFilterFitsIntoTheKernel(Architecture architecture) {
        for (Sockets sockets : Sockets.values()) {
            SyscallFilter filter = new SyscallPolicy(sockets, true, true).compile(architecture);
            assertThat(filter.bytes()).hasSize(filter.instructions().size() * 8);
            assertThat(filter.instructions().getLast().code()).isEqualTo(Instruction.RETURN);
        }
    }

    @Test
    void everyAllowedNameIsACallOfSomeArchitecture() {
        assertThat(Stream.of("allowed.txt", "allowed-file-attributes.txt")
                        .flatMap(list -> SyscallTable.names(list).stream()))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(Stream.of(Architecture.values())
                                .anyMatch(architecture -> SyscallTable.of(architecture)
                                        .number(name)
                                        .isPresent()))
                        .as(name)
                        .isTrue());
    }

    @Test
    void theOtherArchitectureHasItsOwnNumbersAndItsOwnNames() {
        assertThat(verdictOnArm(STRICTEST, "openat")).isEqualTo(ALLOWED);
        assertThat(verdictOnArm(STRICTEST, "mkdirat")).isEqualTo(ALLOWED);
        assertThat(verdictOnArm(STRICTEST, "ptrace")).isEqualTo(EPERM);
        assertThat(SyscallTable.of(Architecture.AARCH64).number("open")).isEmpty();
    }
}
