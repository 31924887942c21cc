package io.agentropic.syscall;

import java.util.Locale;

/** The processor architectures that are known here, with the system call numbers that differ or that glibc lacks. */
public enum Architecture {
    /** 64-bit Intel and AMD; numbers from {@code arch/x86/entry/syscalls/syscall_64.tbl}. */
    X86_64(302, 424, 434),
    /** 64-bit ARM; numbers from {@code include/uapi/asm-generic/unistd.h}. */
    AARCH64(261, 424, 434);

    final int prlimit64;
    final int pidfdSendSignal;
    final int pidfdOpen;

    Architecture(int prlimit64, int pidfdSendSignal, int pidfdOpen) {
        this.prlimit64 = prlimit64;
        this.pidfdSendSignal = pidfdSendSignal;
        this.pidfdOpen = pidfdOpen;
    }

    /**
     * The one this JVM runs on.
     *
     * @throws UnsupportedHostException on another one, or on another system than Linux
     */
    public static Architecture host() {
        return named(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Architecture named(String os, String arch) {
        if (!os.equals("Linux")) {
            throw new UnsupportedHostException(os, arch);
        }
        return switch (arch) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> AARCH64;
            default -> throw new UnsupportedHostException(os, arch);
        };
    }

    /** As {@code uname -m} prints it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
