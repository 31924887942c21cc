package io.agentropic.worker.shared;

import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Message;
import io.agentropic.agent.StopRequestedException;
import io.agentropic.ipc.batch.BatchCodec;
import io.agentropic.ipc.batch.BatchQueue;
import io.agentropic.ipc.batch.SharedNews;
import io.agentropic.ipc.batch.SharedOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The supervisor of a {@link SharedHost} that runs in the test's own JVM: gives orders and hears news. */
final class Supervisor implements AgentContext {

    private static final long PATIENCE_SECONDS = 60;
    private static final Message END = new Message("test", Map.of(), new byte[0]);

    private final BlockingQueue<Message> orders = new LinkedBlockingQueue<>();
    private final BlockingQueue<SharedNews> news = new LinkedBlockingQueue<>();
    private final Thread host = new Thread(this::live, "shared-host");

    Supervisor() {
        host.start();
    }

    private void live() {
        try {
            new SharedHost().execute(this);
        } catch (StopRequestedException | InterruptedException over) {
            // The test is over.
        }
    }

    void order(SharedOrder order) throws InterruptedException {
        BatchQueue<SharedOrder> queue = new BatchQueue<>(BatchCodec.ORDERS, Long.MAX_VALUE);
        queue.put(order);
        byte[] batch = queue.take();
        orders.add(new Message("supervisor", Map.of(), batch == null ? new byte[0] : batch));
    }

    /** The next news that is not of progress. */
    SharedNews next() throws InterruptedException {
        SharedNews next = news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (next instanceof SharedNews.Progress) {
            next = news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        if (next == null) {
            throw new AssertionError("nothing was heard");
        }
        return next;
    }

    @Override
    public Optional<Message> receive(Duration timeout) throws InterruptedException {
        Message message = orders.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (message == END) {
            throw new StopRequestedException("the test is over");
        }
        return Optional.ofNullable(message);
    }

    @Override
    public void send(String to, Map<String, String> headers, byte[] payload) {
        BatchCodec.NEWS.decode(payload, news::add);
    }

    @Override
    public Optional<String> attribute(String key) {
        return Optional.of("20");
    }

    /** Ends the host. */
    void close() throws InterruptedException {
        orders.add(END);
        host.join();
    }

    @Override
    public void ready() {}

    @Override
    public String name() {
        return "host";
    }

    @Override
    public long incarnation() {
        return 1;
    }

    @Override
    public byte[] input() {
        return new byte[0];
    }

    @Override
    public String inputText() {
        return "";
    }

    @Override
    public List<String> args() {
        return List.of();
    }

    @Override
    public void extendStart(Duration time) {}

    @Override
    public void progress() {}

    @Override
    public void checkpoint() {}

    @Override
    public boolean stopRequested() {
        return false;
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.empty();
    }

    @Override
    public void send(String to, String payload) {}

    @Override
    public void result(byte[] result) {}

    @Override
    public void result(String result) {}
}
