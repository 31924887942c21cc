package io.agentropic.worker.shared;

import io.agentropic.agent.AgentContext;
import io.agentropic.agent.StopRequestedException;
import io.agentropic.ipc.batch.BatchCodec;
import io.agentropic.ipc.batch.BatchQueue;
import io.agentropic.ipc.batch.SharedNews;
import io.agentropic.worker.Daemon;

/**
 * Says to the supervisor what there is to say of agents, all that waits in one message. A supervisor that does not read holds
 * up agents that send, and nobody else.
 */
final class NewsDesk implements AutoCloseable {

    /** To whom a message is that is not for an agent. */
    private static final String SUPERVISOR = "";

    private static final long ROOM_BYTES = 4L * 1024 * 1024;

    private final AgentContext context;
    private final BatchQueue<SharedNews> queue = new BatchQueue<>(BatchCodec.NEWS, ROOM_BYTES);

    private NewsDesk(AgentContext context) {
        this.context = context;
    }

    static NewsDesk open(AgentContext context) {
        NewsDesk desk = new NewsDesk(context);
        Daemon.of("agentropic-shared-news", desk::send).start();
        return desk;
    }

    private void send() {
        try {
            for (byte[] batch = queue.take(); batch != null; batch = queue.take()) {
                context.send(SUPERVISOR, batch);
            }
        } catch (StopRequestedException | InterruptedException over) {
            queue.end();
        }
    }

    /** Says it without waiting for room. */
    void put(SharedNews news) {
        queue.put(news);
    }

    /** Waits until what agents cause may be said. */
    void awaitRoom() throws InterruptedException {
        queue.awaitRoom();
    }

    /** Says nothing any more. */
    @Override
    public void close() {
        queue.end();
    }
}
