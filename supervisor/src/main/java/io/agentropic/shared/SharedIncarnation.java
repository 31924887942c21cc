package io.agentropic.shared;

import io.agentropic.exit.OwnAction;
import java.time.Duration;

/** One incarnation of an agent in the shared JVM. Guarded by the agent's life. */
final class SharedIncarnation {

    private final long number;
    private final long beganNanos = System.nanoTime();
    private final long beganMillis;
    private OwnAction own = OwnAction.NONE;
    /** As the JVM counted them last. */
    long steps;
    /** Whether its code was entered. */
    boolean entered;
    /** Whether it says that it can take work. */
    boolean ready;
    /** Whether it stands still. */
    boolean paused;

    /** The incarnation of this number, from 1; 0 stands for none so far. */
    SharedIncarnation(long number, long beganMillis) {
        this.number = number;
        this.beganMillis = beganMillis;
    }

    long number() {
        return number;
    }

    long beganMillis() {
        return beganMillis;
    }

    Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    /** What the supervisor does to end it. */
    OwnAction own() {
        return own;
    }

    /** The supervisor ends it for this reason, if it did not for another before; a kill counts in any case. */
    void blame(OwnAction action) {
        if (own == OwnAction.NONE || action == OwnAction.KILL) {
            own = action;
        }
    }
}
