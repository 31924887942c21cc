package io.agentropic.spawn;

import io.agentropic.syscall.Architecture;

/**
 * Numbers of the system calls that confine a thread. They are called past the C library, which would apply setresuid(2)
 * and its kind to every thread of the process.
 */
record CallNumbers(int prctl, int setgroups, int setresgid, int setresuid, int seccomp, int pidfdOpen) {

    static final int LANDLOCK_CREATE_RULESET = 444;
    static final int LANDLOCK_ADD_RULE = 445;
    static final int LANDLOCK_RESTRICT_SELF = 446;

    private static final CallNumbers X86_64 = new CallNumbers(157, 116, 119, 117, 317, 434);
    private static final CallNumbers AARCH64 = new CallNumbers(167, 159, 149, 147, 277, 434);

    static CallNumbers host() {
        return switch (Architecture.host()) {
            case X86_64 -> X86_64;
            case AARCH64 -> AARCH64;
        };
    }
}
