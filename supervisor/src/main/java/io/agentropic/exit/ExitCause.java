package io.agentropic.exit;

/** The one cause of an incarnation's end. */
public enum ExitCause {
    /** It ended by itself and well: exit code 0. */
    COMPLETED,
    /** It was asked to stop and did so within its grace. */
    STOPPED,
    /** It ended with an exit code other than 0, or an exception nobody caught. */
    FAILED,
    /** A signal that this supervisor did not send asked it to end. */
    EXTERNAL_SIGNAL,
    /** SIGKILL that neither this supervisor sent nor the memory limit. */
    KILLED,
    /** It did not stop within its grace, or was to be killed at once, and the supervisor killed it. */
    FORCED,
    /** It passed its memory limit and was killed for it. */
    OOM_KILLED,
    /** The JVM found its own heap (or another area of its own) exhausted. */
    JVM_OUT_OF_MEMORY,
    /** The JVM or native code in it crashed: SIGSEGV, SIGABRT and the like. */
    CRASHED,
    /** It ended before its code was entered. */
    START_FAILED,
    /** Its code was not entered within the start timeout. */
    START_TIMEOUT,
    /** The process could not be started or fenced. */
    SPAWN_FAILED,
    /** Its health probes failed and it was stopped for that. */
    UNHEALTHY,
    /** Something it depends on failed for good. */
    DEPENDENCY_FAILED;

    /** Whether this end counts as clean for restart decisions. */
    public boolean clean() {
        return this == COMPLETED || this == STOPPED;
    }
}
