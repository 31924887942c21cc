package io.agentropic.worker.shared;

import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Message;
import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.batch.SharedNews;
import io.agentropic.ipc.batch.SharedOrder.Spawn;
import io.agentropic.worker.StopOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/** What an agent sees of the shared JVM. */
final class SharedContext implements AgentContext {

    private static final long MAX_TIMEOUT_SECONDS = Integer.MAX_VALUE;
    private static final AtomicLongFieldUpdater<SharedContext> STEPS =
            AtomicLongFieldUpdater.newUpdater(SharedContext.class, "steps");

    private final Spawn spawn;
    private final SafePoint safePoint;
    private volatile long steps;
    /** Guarded by the safe point. */
    private boolean readySaid;

    SharedContext(Spawn spawn, SafePoint safePoint) {
        this.spawn = spawn;
        this.safePoint = safePoint;
    }

    /** How many steps the agent has counted. */
    long steps() {
        return steps;
    }

    @Override
    public String name() {
        return spawn.name();
    }

    @Override
    public long incarnation() {
        return spawn.incarnation();
    }

    @Override
    public byte[] input() {
        return spawn.input().bytes();
    }

    @Override
    public String inputText() {
        return spawn.input().text();
    }

    @Override
    public List<String> args() {
        return spawn.args();
    }

    @Override
    public Optional<String> attribute(String key) {
        return Optional.ofNullable(spawn.attributes().get(key));
    }

    @Override
    public void extendStart(Duration time) throws InterruptedException {
        long millis = Math.min(time.toSeconds(), MAX_TIMEOUT_SECONDS) * 1_000 + time.toMillisPart();
        if (millis < 1) {
            throw new IllegalArgumentException("a start is extended by at least a millisecond, not by " + time);
        }
        safePoint.sayWithRoom(new SharedNews.ExtendStart(spawn.agent(), millis));
    }

    @Override
    public void ready() {
        synchronized (safePoint) {
            if (!readySaid) {
                readySaid = true;
                safePoint.say(new SharedNews.Ready(spawn.agent()));
            }
        }
    }

    @Override
    public void progress() {
        STEPS.getAndIncrement(this);
    }

    @Override
    public void checkpoint() throws InterruptedException {
        STEPS.getAndIncrement(this);
        safePoint.check();
    }

    @Override
    public boolean stopRequested() {
        return safePoint.stop() != null;
    }

    @Override
    public Optional<Instant> deadline() {
        StopOrder order = safePoint.stop();
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
        safePoint.sayWithRoom(new SharedNews.Send(spawn.agent(), to, headers, payload));
        STEPS.getAndIncrement(this);
    }

    @Override
    public Optional<Message> receive(Duration timeout) throws InterruptedException {
        @Nullable Message message = safePoint.receive(nanos(timeout));
        if (message == null) {
            return Optional.empty();
        }
        STEPS.getAndIncrement(this);
        return Optional.of(message);
    }

    @Override
    public void result(byte[] result) throws InterruptedException {
        result(Payload.of(result));
    }

    @Override
    public void result(String result) throws InterruptedException {
        result(Payload.of(result));
    }

    private void result(Payload result) throws InterruptedException {
        safePoint.sayWithRoom(new SharedNews.Result(spawn.agent(), result));
    }

    private static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        return timeout.toSeconds() < MAX_TIMEOUT_SECONDS ? timeout.toNanos() : SafePoint.FOREVER;
    }
}
