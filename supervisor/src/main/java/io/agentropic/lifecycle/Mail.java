package io.agentropic.lifecycle;

import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.schedule.TokenBucket;
import io.agentropic.spec.MessageRate;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The messages for one agent: handed over while it runs, as fast as its rate allows; the others wait, as many as there is room
 * for. Owned by the agent's thread.
 */
final class Mail {

    private final AgentLife agent;
    private final @Nullable TokenBucket rate;
    private final KeptMail waiting = new KeptMail();

    Mail(AgentLife agent) {
        this.agent = agent;
        MessageRate most = agent.spec().messageRate();
        this.rate = most == null ? null : new TokenBucket(most.perSecond(), System.nanoTime());
    }

    /** One has come; it is handed over at once if the agent runs and its rate lets it pass. */
    void arrived(Deliver message, boolean runs) {
        if (runs && waiting.isEmpty() && mayPass()) {
            handOver(message);
        } else if (!waiting.keep(message)) {
            agent.view().countLost();
        }
    }

    /** Hands over what may pass by now, to an agent that runs. */
    void pass() {
        while (!waiting.isEmpty() && mayPass()) {
            handOver(Objects.requireNonNull(waiting.poll()));
        }
    }

    /** When more of what waits may pass. */
    Deadline deadline() {
        return rate == null || waiting.isEmpty()
                ? Deadline.NONE
                : Deadline.in(Duration.ofNanos(rate.untilNext(System.nanoTime())));
    }

    private boolean mayPass() {
        return rate == null || rate.take(System.nanoTime());
    }

    private void handOver(Deliver message) {
        if (agent.present().line().offer(message)) {
            agent.view().countReceived();
        } else {
            agent.view().countLost();
        }
    }
}
