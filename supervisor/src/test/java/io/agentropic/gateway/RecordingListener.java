package io.agentropic.gateway;

import io.agentropic.ipc.WorkerMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Notes what it is told; has room for as many messages as a test allows. */
final class RecordingListener implements WorkerListener {

    private static final long PATIENCE_SECONDS = 20;

    private final CompletableFuture<WorkerChannel> channel = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final CompletableFuture<String> shutOut = new CompletableFuture<>();
    private final BlockingQueue<WorkerMessage> fresh = new LinkedBlockingQueue<>();
    private final List<WorkerMessage> heard = Collections.synchronizedList(new ArrayList<>());
    private volatile int room = Integer.MAX_VALUE;

    /** From now on there is room for {@code messages} in all. */
    void allow(int messages) {
        room = messages;
    }

    WorkerChannel channel() throws Exception {
        return channel.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    String end() throws Exception {
        return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** How the worker broke the protocol. */
    String violation() throws Exception {
        return shutOut.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    boolean hasEnded() {
        return end.isDone();
    }

    WorkerMessage next() throws InterruptedException {
        WorkerMessage message = fresh.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing was heard within " + PATIENCE_SECONDS + " s, after " + heard);
        }
        return message;
    }

    List<WorkerMessage> heard() {
        return heard;
    }

    @Override
    public void connected(WorkerChannel connected) {
        channel.complete(connected);
    }

    @Override
    public boolean received(WorkerMessage message) {
        heard.add(message);
        fresh.add(message);
        return hasRoom();
    }

    @Override
    public boolean hasRoom() {
        return heard.size() < room;
    }

    @Override
    public void shutOut(String violation) {
        shutOut.complete(violation);
    }

    @Override
    public void disconnected(String reason) {
        end.complete(reason);
    }
}
