package io.agentropic.status;

/** Where an agent is in its life. What the user wants of it is apart from that: see {@link AgentStatus#wanted}. */
public enum AgentState {
    /** Known, never started. */
    NEW,
    /** Waits to be admitted. */
    WAITING,
    /** Its process is being started, or its code was not entered yet. */
    STARTING,
    /** Its code runs. */
    RUNNING,
    /** It was asked to stop and has its grace. */
    STOPPING,
    /** It is being killed. */
    KILLING,
    /** Its main process is gone; what it left behind is cleared away. */
    FINISHING,
    /** It waits for its next start after a failure. */
    BACKOFF,
    /** At rest, by request. */
    STOPPED,
    /** At rest after a clean end. */
    COMPLETED,
    /** At rest: it failed and is not started again. */
    FAILED,
    /** A process survived SIGKILL; never started again until it is gone. */
    STUCK;

    /** Whether it has come to rest, having been on its way before. */
    public boolean hasEnded() {
        return atRest() && this != NEW;
    }

    /** Whether no process runs and none will without a new request. */
    public boolean atRest() {
        return switch (this) {
            case NEW, STOPPED, COMPLETED, FAILED -> true;
            case WAITING, STARTING, RUNNING, STOPPING, KILLING, FINISHING, BACKOFF, STUCK -> false;
        };
    }
}
