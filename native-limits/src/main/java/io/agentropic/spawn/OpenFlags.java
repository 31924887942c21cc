package io.agentropic.spawn;

import io.agentropic.syscall.Architecture;

/** Flags of open(2) that differ between the architectures. */
record OpenFlags(int noFollow) {

    private static final OpenFlags X86_64 = new OpenFlags(0x20000);
    private static final OpenFlags AARCH64 = new OpenFlags(0x8000);

    static OpenFlags host() {
        return switch (Architecture.host()) {
            case X86_64 -> X86_64;
            case AARCH64 -> AARCH64;
        };
    }
}
