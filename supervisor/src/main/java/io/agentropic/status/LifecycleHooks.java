package io.agentropic.status;

import io.agentropic.exit.ExitReport;
import java.time.Duration;

/**
 * A program's own reactions to the lives of its agents. Called on a virtual thread of the agent's own, one after the
 * other, never on the thread that supervises; one that takes longer than 5 s is interrupted and the next one follows. A
 * hook that throws is logged and changes nothing.
 */
public interface LifecycleHooks {

    /** The agent's code was entered. */
    default void onStart(String agent, long incarnation) {}

    /** An incarnation ended and nothing of it is left; called exactly once for each, after failed starts too. */
    default void onStop(ExitReport report) {}

    /** A throwable that nobody caught ended one of the agent's threads. */
    default void onError(String agent, long incarnation, ExitReport.UncaughtError error) {}

    /** The agent will be started again after {@code delay}. */
    default void onRestart(ExitReport report, Duration delay) {}

    /** The agent failed and will not be started again. */
    default void onGiveUp(ExitReport report, String reason) {}
}
