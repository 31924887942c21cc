package io.agentropic.lifecycle;

import io.agentropic.gateway.WorkerChannel;
import io.agentropic.gateway.WorkerListener;
import io.agentropic.ipc.WorkerMessage;

/** Puts what one incarnation's worker says into its agent's inbox, tagged with the incarnation. */
record Listener(long incarnation, Inbox inbox) implements WorkerListener {

    @Override
    public void connected(WorkerChannel channel) {
        inbox.put(new Signal.Connected(incarnation, channel));
    }

    @Override
    public boolean received(WorkerMessage message) {
        return !inbox.put(new Signal.Heard(incarnation, message)) || inbox.hasRoom();
    }

    @Override
    public boolean hasRoom() {
        return inbox.hasRoom();
    }

    @Override
    public void shutOut(String violation) {
        inbox.put(new Signal.ShutOut(incarnation, violation));
    }

    @Override
    public void disconnected(String reason) {
        inbox.put(new Signal.HungUp(incarnation, reason));
    }
}
