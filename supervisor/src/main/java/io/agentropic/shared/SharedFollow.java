package io.agentropic.shared;

import io.agentropic.exit.ExitReport;
import io.agentropic.lifecycle.Reactions;
import io.agentropic.restart.RestartDecision;
import io.agentropic.restart.Standing;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows the end of an incarnation: what is wanted of the agent decides, then its own rules. The caller holds the life. */
final class SharedFollow {

    private SharedFollow() {}

    static void after(SharedLife life, ExitReport report, @Nullable Reactions reactions) {
        boolean again = life.wishes().takeAgain();
        Optional<RestartDecision> decision =
                life.wishes().isDown() || again ? Optional.empty() : Optional.of(decide(life, report));
        Aside aside = life.asideIfAny();
        if (reactions != null) {
            long failures = aside == null || aside.history == null ? 0 : aside.history.consecutiveFailures();
            reactions.ended(report, failures, decision);
        }
        if (life.wishes().isDown()) {
            life.rest(AgentState.STOPPED, report.summary());
            return;
        }
        if (aside != null) {
            aside.waiters.ended();
        }
        if (decision.isPresent()) {
            decided(life, report, decision.get());
        } else {
            life.forgive();
            life.admit("restarted by request");
        }
    }

    private static RestartDecision decide(SharedLife life, ExitReport report) {
        Supervision supervision = life.spec().supervision();
        Standing standing = supervision.exitCodes().standing(report.cause(), report.code());
        if (standing == Standing.CLEAN && !supervision.restartPolicy().restarts(true)) {
            return new RestartDecision.Complete();
        }
        return life.aside()
                .history(supervision)
                .decide(standing, System.nanoTime(), life.level().random());
    }

    private static void decided(SharedLife life, ExitReport report, RestartDecision decision) {
        String summary = report.summary();
        switch (decision) {
            case RestartDecision.Complete _ -> life.rest(AgentState.COMPLETED, summary);
            case RestartDecision.GiveUp(String why) ->
                life.rest(AgentState.FAILED, summary + "; not started again, because " + why);
            case RestartDecision.Recover(Duration delay, String why) -> backOff(life, delay, summary + "; " + why);
            case RestartDecision.Restart(Duration delay) -> backOff(life, delay, summary);
        }
    }

    private static void backOff(SharedLife life, Duration delay, String why) {
        life.move(AgentState.BACKOFF, why + "; next start in " + delay.toMillis() + " ms");
        life.later(delay, () -> life.admit("restart after " + delay.toMillis() + " ms"));
    }
}
