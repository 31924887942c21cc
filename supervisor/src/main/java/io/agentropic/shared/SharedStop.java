package io.agentropic.shared;

import io.agentropic.exit.ExitReport.SupervisorAction;
import io.agentropic.exit.OwnAction;
import io.agentropic.ipc.batch.SharedOrder;
import io.agentropic.status.AgentState;
import java.time.Duration;

/**
 * The way of an agent to its end: asked at first; interrupted when half of its grace has passed; its {@code shutdown} called
 * all the same a quarter later; given up at the end. The caller holds the life.
 */
final class SharedStop {

    /** How long the JVM has to say that it has given an agent up. */
    static final Duration ANSWER = Duration.ofSeconds(5);

    private SharedStop() {}

    /** Begins, of a life that the JVM was told of or will be. */
    static void begin(SharedLife life, OwnAction why, Duration grace, String reason) {
        life.incarnation().blame(grace.isZero() && why == OwnAction.STOP ? OwnAction.KILL : why);
        if (!life.tenancy().isSent()) {
            life.end(SharedEnd.calledOff());
        } else if (grace.isZero()) {
            abandon(life);
        } else {
            note(life, "asked to stop within " + grace.toMillis() + " ms: " + reason);
            life.move(AgentState.STOPPING, reason);
            life.tenancy().tell(new SharedOrder.Stop(life.tenancy().slot(), grace.toMillis(), reason));
            life.later(grace.dividedBy(2), () -> interrupt(life, grace.dividedBy(4)));
        }
    }

    /** One that is stopping already has less time from now on. */
    static void hasten(SharedLife life, Duration grace) {
        if (grace.isZero()) {
            life.incarnation().blame(OwnAction.KILL);
            abandon(life);
        }
    }

    private static void interrupt(SharedLife life, Duration quarter) {
        note(life, "interrupted its thread");
        life.tenancy().tell(new SharedOrder.Interrupt(life.tenancy().slot()));
        life.later(quarter, () -> cleanUp(life, quarter));
    }

    private static void cleanUp(SharedLife life, Duration quarter) {
        life.tenancy().tell(new SharedOrder.CleanUp(life.tenancy().slot()));
        life.later(quarter, () -> abandon(life));
    }

    private static void abandon(SharedLife life) {
        note(life, "interrupted its thread and waited no longer");
        life.move(AgentState.KILLING, "it is given up");
        life.tenancy().tell(new SharedOrder.Abandon(life.tenancy().slot()));
        life.later(
                ANSWER,
                () -> life.level()
                        .restartJvm("it did not say within " + ANSWER.toSeconds() + " s that agent '" + life.name()
                                + "' was given up"));
    }

    private static void note(SharedLife life, String what) {
        life.aside().actions.add(new SupervisorAction(life.level().now(), what));
    }
}
