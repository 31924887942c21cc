package io.agentropic.status;

import io.agentropic.exit.ExitReport;
import java.time.Duration;

/**
 * A program's own reactions to the lives of its agents. Called on a virtual thread of the agent's own, one after the
 * other, never on the thread that supervises; one that takes longer than 5 s is interrupted and the next one follows. A
 * hook that throws is logged and told as an event of its agent, and changes nothing, {@link #preStart} aside.
 */
public interface LifecycleHooks {

    /** No reactions. */
    LifecycleHooks NONE = new LifecycleHooks() {};

    /**
     * A process is about to be started for this incarnation, which waits until the hook has returned. One that throws, or
     * takes longer than 5 s, keeps the process from being started: the incarnation ends as {@code SPAWN_FAILED}, a failure
     * that counts as any other, and {@link #onStop} follows.
     *
     * @throws Exception when the process must not be started; its message goes to the exit report
     */
    default void preStart(String agent, long incarnation) throws Exception {}

    /** The agent's code was entered. */
    default void onStart(String agent, long incarnation) {}

    /** An incarnation ended and nothing of it is left; called exactly once for each, after failed starts too. */
    default void onStop(ExitReport report) {}

    /**
     * Something went wrong: a throwable that nobody caught, an end that is a failure, or one of these hooks. An end is told
     * before {@link #onStop}. What this hook itself does wrong is logged and told as an event only.
     */
    default void onError(AgentError error) {}

    /** The agent will be started again after {@code delay}. */
    default void onRestart(ExitReport report, Duration delay) {}

    /** The agent failed and will not be started again. */
    default void onGiveUp(ExitReport report, String reason) {}
}
