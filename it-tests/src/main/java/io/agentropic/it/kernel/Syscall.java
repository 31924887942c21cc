package io.agentropic.it.kernel;

/**
 * System calls by their kernel names, with their numbers on both architectures; -1 where an architecture lacks one.
 *
 * <p>Numbers: {@code arch/x86/entry/syscalls/syscall_64.tbl} and {@code scripts/syscall.tbl} of the Linux sources.
 */
public enum Syscall {
    OPENAT(257, 56),
    CLOSE(3, 57),
    READ(0, 63),
    WRITE(1, 64),
    KILL(62, 129),
    TKILL(200, 130),
    TGKILL(234, 131),
    RT_SIGQUEUEINFO(129, 138),
    RT_TGSIGQUEUEINFO(297, 240),
    PIDFD_OPEN(434, 434),
    PIDFD_SEND_SIGNAL(424, 424),
    PIDFD_GETFD(438, 438),
    PTRACE(101, 117),
    PROCESS_VM_READV(310, 270),
    PROCESS_VM_WRITEV(311, 271),
    PROCESS_MADVISE(440, 440),
    PROCESS_MRELEASE(448, 448),
    KCMP(312, 272),
    PERF_EVENT_OPEN(298, 241),
    PRLIMIT64(302, 261),
    SETPRIORITY(141, 140),
    SCHED_SETAFFINITY(203, 122),
    SCHED_SETSCHEDULER(144, 119),
    SCHED_SETATTR(314, 274),
    IOPRIO_SET(251, 30),
    MIGRATE_PAGES(256, 238),
    MOVE_PAGES(279, 239),
    UNSHARE(272, 97),
    SETNS(308, 268),
    CLONE(56, 220),
    CLONE3(435, 435),
    MOUNT(165, 40),
    UMOUNT2(166, 39),
    MOVE_MOUNT(429, 429),
    OPEN_TREE(428, 428),
    FSOPEN(430, 430),
    MOUNT_SETATTR(442, 442),
    PIVOT_ROOT(155, 41),
    CHROOT(161, 51),
    MKNODAT(259, 33),
    BPF(321, 280),
    USERFAULTFD(323, 282),
    IO_URING_SETUP(425, 425),
    ADD_KEY(248, 217),
    REQUEST_KEY(249, 218),
    KEYCTL(250, 219),
    KEXEC_LOAD(246, 104),
    INIT_MODULE(175, 105),
    FINIT_MODULE(313, 273),
    DELETE_MODULE(176, 106),
    REBOOT(169, 142),
    SWAPON(167, 224),
    ACCT(163, 89),
    QUOTACTL(179, 60),
    SYSLOG(103, 116),
    SETTIMEOFDAY(164, 170),
    CLOCK_SETTIME(227, 112),
    ADJTIMEX(159, 171),
    SETHOSTNAME(170, 161),
    SETDOMAINNAME(171, 162),
    IOPL(172, -1),
    IOPERM(173, -1),
    MODIFY_LDT(154, -1),
    VHANGUP(153, 58),
    NAME_TO_HANDLE_AT(303, 264),
    OPEN_BY_HANDLE_AT(304, 265),
    FANOTIFY_INIT(300, 262),
    PERSONALITY(135, 92),
    SOCKET(41, 198),
    CONNECT(42, 203),
    BIND(49, 200),
    SENDTO(44, 206),
    IOCTL(16, 29),
    FCNTL(72, 25),
    FCHMODAT(268, 53),
    FCHOWNAT(260, 54),
    UTIMENSAT(280, 88),
    SETXATTR(188, 5),
    TRUNCATE(76, 45),
    UNLINKAT(263, 35),
    LINKAT(265, 37),
    SYMLINKAT(266, 36),
    RENAMEAT2(316, 276),
    MKDIRAT(258, 34),
    SHMGET(29, 194),
    SHMAT(30, 196),
    SHMCTL(31, 195),
    MSGGET(68, 186),
    MSGCTL(71, 187),
    SEMGET(64, 190),
    MQ_OPEN(240, 180),
    MQ_UNLINK(241, 181),
    MEMFD_CREATE(319, 279),
    MEMFD_SECRET(447, 447),
    EXECVEAT(322, 281),
    MMAP(9, 222),
    MPROTECT(10, 226),
    GETEUID(107, 175),
    SETSOCKOPT(54, 208),
    GETPEERNAME(52, 205),
    GETPRIORITY(140, 141),
    FTRUNCATE(77, 46),
    PWRITE64(18, 68),
    LISTEN(50, 201),
    LISTXATTR(194, 11),
    WAIT4(61, 260),
    PRCTL(157, 167),
    SETRESUID(117, 147),
    SETRESGID(119, 149),
    SETGROUPS(116, 159),
    CAPSET(126, 91),
    SETRLIMIT(160, 164),
    GETPID(39, 172),
    SOCKETPAIR(53, 199),
    PIPE2(293, 59),
    SECCOMP(317, 277),
    SETFSUID(122, 151),
    FSCONFIG(431, 431),
    STATX(332, 291),
    NEWFSTATAT(262, 79),
    INOTIFY_INIT1(294, 26),
    INOTIFY_ADD_WATCH(254, 27);

    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    private final int amd64;
    private final int aarch64;

    Syscall(int amd64, int aarch64) {
        this.amd64 = amd64;
        this.aarch64 = aarch64;
    }

    /** The number on this machine; -1 when its kernel has no such call. */
    public int number() {
        return ARM ? aarch64 : amd64;
    }

    /** Whether this architecture has the call at all. */
    public boolean exists() {
        return number() >= 0;
    }
}
