package io.agentropic.syscall;

/** This is not Linux on x86_64 or aarch64: nothing here can enforce anything. */
public final class UnsupportedHostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedHostException(String os, String arch) {
        super("Agentropic Supervisor needs Linux on x86_64 or aarch64; this is " + os + " on " + arch);
    }
}
