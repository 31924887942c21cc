package io.agentropic.cgroup;

/** A step on a control group failed: {@code write(/sys/fs/cgroup/x/memory.max, 1048576): Invalid argument}. */
public final class CgroupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CgroupException(String message) {
        super(message);
    }

    CgroupException(String message, Throwable cause) {
        super(message, cause);
    }
}
