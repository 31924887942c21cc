package io.agentropic.lifecycle;

import io.agentropic.exit.ExitReport;
import io.agentropic.restart.RestartDecision;
import io.agentropic.status.AgentError;
import io.agentropic.status.LifecycleHooks;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the program's own hooks what happens to one agent, in the order in which it happens. One thread at a time uses it. */
public final class Reactions {

    private final String agent;
    private final LifecycleHooks hooks;
    private final HookRunner runner;

    /** {@code failures} is told, in a sentence and on any thread, of each hook that failed. */
    public Reactions(String agent, LifecycleHooks hooks, Consumer<String> failures) {
        this.agent = agent;
        this.hooks = hooks;
        this.runner = new HookRunner(agent, failures);
    }

    /** Whether there is nobody to tell. */
    public boolean none() {
        return hooks.equals(LifecycleHooks.NONE);
    }

    /** A process is about to be started; {@code outcome} is told what kept the hook from agreeing, or an empty text. */
    public void beforeStart(long incarnation, Consumer<String> outcome) {
        runner.ask(() -> hooks.preStart(agent, incarnation), outcome);
    }

    /** The agent's code was entered. */
    public void started(long incarnation) {
        call(incarnation, "onStart", () -> hooks.onStart(agent, incarnation));
    }

    /** Nobody caught this. */
    public void uncaught(long incarnation, ExitReport.UncaughtError error) {
        runner.call(() -> hooks.onError(new AgentError.Uncaught(agent, incarnation, error)));
    }

    /**
     * An incarnation ended and nothing of it is left.
     *
     * @param decision what follows by the agent's own rules; empty where somebody else has a say
     */
    public void ended(ExitReport report, long consecutiveFailures, Optional<RestartDecision> decision) {
        if (!report.cause().clean()) {
            Duration restartIn = decision.map(Reactions::restartIn).orElse(null);
            runner.call(() -> hooks.onError(new AgentError.End(report, consecutiveFailures, restartIn)));
        }
        call(report.incarnation(), "onStop", () -> hooks.onStop(report));
        decision.ifPresent(known -> follows(report, known));
    }

    private static @Nullable Duration restartIn(RestartDecision decision) {
        return switch (decision) {
            case RestartDecision.Restart(Duration delay) -> delay;
            case RestartDecision.Recover(Duration delay, String _) -> delay;
            case RestartDecision.Complete _, RestartDecision.GiveUp _ -> null;
        };
    }

    private void follows(ExitReport report, RestartDecision decision) {
        switch (decision) {
            case RestartDecision.Complete _ -> {}
            case RestartDecision.GiveUp(String why) -> gaveUp(report, why);
            case RestartDecision.Recover(Duration _, String why) -> gaveUp(report, why);
            case RestartDecision.Restart(Duration delay) ->
                call(report.incarnation(), "onRestart", () -> hooks.onRestart(report, delay));
        }
    }

    /** What the agent depends on has failed: it ends before a process was started for it. */
    void neverBegan(ExitReport report, String why) {
        runner.call(() -> hooks.onError(new AgentError.End(report, 0, null)));
        gaveUp(report, why);
    }

    /** The agent failed and is not started again. */
    public void gaveUp(ExitReport report, String why) {
        call(report.incarnation(), "onGiveUp", () -> hooks.onGiveUp(report, why));
    }

    /** A hook that fails is an error to be told, onError's own aside. */
    private void call(long incarnation, String name, HookRunner.Hook hook) {
        runner.ask(hook, failure -> {
            if (!failure.isEmpty()) {
                runner.call(() -> hooks.onError(new AgentError.Hook(agent, incarnation, name + " " + failure)));
            }
        });
    }
}
