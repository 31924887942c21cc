package io.agentropic.worker;

import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Message;
import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.SupervisorMessage.Start;
import io.agentropic.ipc.WorkerMessage.ExtendStart;
import io.agentropic.ipc.WorkerMessage.Ready;
import io.agentropic.ipc.WorkerMessage.Result;
import io.agentropic.ipc.WorkerMessage.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What an agent sees of the worker. */
final class WorkerContext implements AgentContext {

    private static final long MAX_TIMEOUT_SECONDS = Integer.MAX_VALUE;

    private final Start start;
    private final Outbox outbox;
    private final Orders orders;
    private final Inbox inbox;
    private final AtomicLong steps;
    private final AtomicBoolean readySaid = new AtomicBoolean();

    WorkerContext(Start start, Outbox outbox, Orders orders, Inbox inbox, AtomicLong steps) {
        this.start = start;
        this.outbox = outbox;
        this.orders = orders;
        this.inbox = inbox;
        this.steps = steps;
    }

    @Override
    public String name() {
        return start.name();
    }

    @Override
    public long incarnation() {
        return start.incarnation();
    }

    @Override
    public byte[] input() {
        return start.input().bytes();
    }

    @Override
    public String inputText() {
        return start.input().text();
    }

    @Override
    public List<String> args() {
        return start.args();
    }

    @Override
    public Optional<String> attribute(String key) {
        return Optional.ofNullable(start.attributes().get(key));
    }

    @Override
    public void extendStart(Duration time) throws InterruptedException {
        outbox.send(new ExtendStart(TimeUnit.NANOSECONDS.toMillis(nanos(time))));
    }

    @Override
    public void ready() {
        if (readySaid.compareAndSet(false, true)) {
            outbox.post(new Ready());
        }
    }

    @Override
    public void progress() {
        steps.incrementAndGet();
    }

    @Override
    public void checkpoint() throws InterruptedException {
        steps.incrementAndGet();
        orders.safePoint();
    }

    @Override
    public boolean stopRequested() {
        return orders.stop() != null;
    }

    @Override
    public Optional<Instant> deadline() {
        StopOrder order = orders.stop();
        return order == null ? Optional.empty() : Optional.of(Instant.now().plusNanos(order.nanosUntil(4)));
    }

    @Override
    public void send(String to, String payload) throws InterruptedException {
        send(to, Headers.NONE, Payload.of(payload));
    }

    @Override
    public void send(String to, Map<String, String> headers, byte[] payload) throws InterruptedException {
        send(to, new Headers(headers), Payload.of(payload));
    }

    private void send(String to, Headers headers, Payload payload) throws InterruptedException {
        outbox.send(new Send(to, headers, payload));
        steps.incrementAndGet();
    }

    @Override
    public Optional<Message> receive(Duration timeout) throws InterruptedException {
        Message message = inbox.receive(nanos(timeout));
        if (message == null) {
            return Optional.empty();
        }
        steps.incrementAndGet();
        return Optional.of(message);
    }

    @Override
    public void result(byte[] result) throws InterruptedException {
        outbox.send(new Result(Payload.of(result)));
    }

    @Override
    public void result(String result) throws InterruptedException {
        outbox.send(new Result(Payload.of(result)));
    }

    private static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        return timeout.toSeconds() < MAX_TIMEOUT_SECONDS
                ? timeout.toNanos()
                : Duration.ofSeconds(MAX_TIMEOUT_SECONDS).toNanos();
    }
}
