package io.agentropic.lifecycle;

import io.agentropic.gateway.WorkerChannel;
import io.agentropic.ipc.SupervisorMessage.Undeliverable;
import io.agentropic.ipc.WorkerMessage.Send;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one worker sends to others, in its order. While the next recipient has no room the worker is not read from, and what had
 * been read already waits here; a recipient that has none for {@link #PATIENCE} is one for which messages are refused. Owned
 * by the gateway's event loop.
 */
final class Sending {

    /** How long a sender is held back for one recipient. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    private final String from;
    private final Router router;
    private final AgentView view;
    private final WorkerChannel channel;
    private final Deque<Send> held = new ArrayDeque<>();
    /** Counts how often it was held back. */
    private long epoch;

    Sending(String from, Router router, AgentView view, WorkerChannel channel) {
        this.from = from;
        this.router = router;
        this.view = view;
        this.channel = channel;
    }

    /** Carries a message, or keeps it until that is possible; whether to read on. */
    boolean carry(Send message) {
        if (!held.isEmpty() || !carried(message)) {
            held.addLast(message);
        }
        return held.isEmpty();
    }

    /** Whether nothing is held back. */
    boolean flows() {
        return held.isEmpty();
    }

    private boolean carried(Send message) {
        Delivery delivery = router.route(from, message, () -> channel.execute(this::goOn));
        return switch (delivery) {
            case Delivery.Taken _ -> {
                view.countSent();
                yield true;
            }
            case Delivery.Refused(String reason) -> {
                var _ = channel.offer(new Undeliverable(message.to(), reason));
                yield true;
            }
            case Delivery.Full _ -> {
                long waitsIn = ++epoch;
                channel.execute(PATIENCE, () -> giveUp(waitsIn, message.to()));
                yield false;
            }
        };
    }

    private void goOn() {
        epoch++;
        while (!held.isEmpty() && carried(held.getFirst())) {
            held.removeFirst();
        }
        if (held.isEmpty()) {
            channel.resumeReading();
        }
    }

    private void giveUp(long waitedIn, String recipient) {
        if (epoch == waitedIn) {
            router.stall(recipient);
        }
    }
}
