package io.agentropic.shared;

import io.agentropic.dependency.Standing;
import io.agentropic.exit.ExitReport;
import io.agentropic.exit.OwnAction;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Starts that take their time, and those who wait for one or for its end. The caller holds the life. */
final class SharedStart {

    private SharedStart() {}

    /** The agent asks for more time to start. */
    static void extend(SharedLife life, long millis) {
        Aside aside = life.aside();
        long most = life.spec().supervision().maxStartTimeout().toNanos();
        long wanted = saturated(life.uptime().toNanos(), TimeUnit.MILLISECONDS.toNanos(millis));
        aside.startExtendedTo = Math.max(aside.startExtendedTo, Math.min(most, wanted));
    }

    private static long saturated(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /** Ends a start that has taken too long. */
    static void look(SharedLife life) {
        if (life.state() != AgentState.STARTING || life.uptime().compareTo(allowed(life)) < 0) {
            return;
        }
        if (life.tenancy().isSent()) {
            SharedStop.begin(
                    life,
                    OwnAction.START_TIMEOUT,
                    life.spec().supervision().stopGrace(),
                    "it had not started" + " in time");
        } else {
            life.end(SharedEnd.tooLate());
        }
    }

    private static Duration allowed(SharedLife life) {
        Aside aside = life.asideIfAny();
        Duration timeout = life.spec().supervision().startTimeout();
        Duration extended = aside == null ? Duration.ZERO : Duration.ofNanos(aside.startExtendedTo);
        return extended.compareTo(timeout) > 0 ? extended : timeout;
    }

    /** Its code was entered. */
    static void cameUp(Aside aside) {
        aside.waiters.started();
        if (aside.started != null) {
            aside.started.complete(AgentState.RUNNING);
        }
        if (aside.firstStart != null) {
            aside.firstStart.complete(Optional.empty());
        }
    }

    /** A life has ended. */
    static void lifeOver(SharedLife life, Aside aside, ExitReport report) {
        aside.startExtendedTo = 0;
        aside.actions.clear();
        aside.pausing.forEach(done -> life.refuse(done, "it ended"));
        aside.pausing.clear();
        if (aside.place != null) {
            aside.place.giveBack();
            aside.place = null;
        }
        if (aside.firstStart != null) {
            aside.firstStart.complete(report.cause().clean() ? Optional.empty() : Optional.of(report.summary()));
        }
    }

    /** It rests. What hangs on its result runs on a thread of its own, as it may be code of anybody's. */
    static void rested(SharedLife life, Aside aside) {
        AgentState state = life.state();
        if (aside.request != null) {
            life.level().withdraw(aside.request);
            aside.request = null;
        }
        if (aside.started != null) {
            aside.started.complete(state);
        }
        if (aside.firstStart != null) {
            aside.firstStart.complete(state == AgentState.FAILED ? Optional.of(life.reason()) : Optional.empty());
        }
        CompletableFuture<AgentResult> rest = aside.rest;
        if (rest != null) {
            AgentResult result = life.result();
            Thread.ofVirtual().name("rest-" + life.name()).start(() -> rest.complete(result));
        }
        aside.waiters.rested(state, life.reason());
    }

    /** How it stands, for those who depend on it. */
    static Standing standing(SharedLife life) {
        return new Standing(
                life.name(), life.state(), life.isReady(), life.incarnation().number());
    }
}
