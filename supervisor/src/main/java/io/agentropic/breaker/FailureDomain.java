package io.agentropic.breaker;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the agents have in common that fail together: a provider, a database, a group. It has one circuit breaker, owned
 * by one virtual thread; whatever any thread asks or tells goes through its inbox.
 */
public final class FailureDomain implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FailureDomain.class);

    private sealed interface Message {
        record Ask(PermitWaiter waiter) implements Message {}

        record Cancel(PermitWaiter waiter) implements Message {}

        record Told(Permit permit, Outcome outcome, Consumer<String> news) implements Message {}

        record Decided(BreakerMode mode) implements Message {}

        record End() implements Message {}
    }

    private final String name;
    private final BreakerConfig config;
    private final InstantSource clock;
    private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();
    private final CircuitBreaker breaker;
    private final WaitingLine line;
    private final List<PermitWaiter> newcomers = new ArrayList<>();
    private String lastHold = "";
    private long shownFor;
    private @Nullable Instant shownUntil;
    private volatile BreakerStatus status;

    private FailureDomain(String name, BreakerConfig config, InstantSource clock, DoubleSupplier random) {
        this.name = name;
        this.config = config;
        this.clock = clock;
        this.breaker = new CircuitBreaker(config);
        this.line = new WaitingLine(breaker, random);
        this.status = new BreakerStatus(name, breaker.state(), 0, 0, 0, null, 0, 0);
    }

    /**
     * Begins to decide.
     *
     * @param clock for what users see; decisions use the monotonic clock
     * @param random uniform in [0, 1), for the time between two starts of a crowd
     */
    public static FailureDomain start(String name, BreakerConfig config, InstantSource clock, DoubleSupplier random) {
        FailureDomain domain = new FailureDomain(name, config, clock, random);
        Thread.ofVirtual().name("breaker-" + name).start(domain::run);
        return domain;
    }

    /** Its name in the configuration. */
    public String name() {
        return name;
    }

    /** Its settings. */
    public BreakerConfig config() {
        return config;
    }

    /** Where its circuit breaker is now. */
    public BreakerStatus status() {
        return status;
    }

    /** Asks for a permit; {@code waiter} hears of it on another thread. */
    public void ask(PermitWaiter waiter) {
        inbox.add(new Message.Ask(waiter));
    }

    /** Waits no longer; a permit that is on its way still arrives and is to be told {@link Outcome#IGNORED}. */
    public void cancel(PermitWaiter waiter) {
        inbox.add(new Message.Cancel(waiter));
    }

    /**
     * Tells what came of a start.
     *
     * @param news is told when this outcome opened or closed the circuit breaker
     */
    public void tell(Permit permit, Outcome outcome, Consumer<String> news) {
        inbox.add(new Message.Told(permit, outcome, news));
    }

    /** A person decides. */
    public void mode(BreakerMode mode) {
        inbox.add(new Message.Decided(mode));
    }

    private void run() {
        try {
            for (Optional<Message> message = next(); ; message = next()) {
                if (message.isPresent() && message.get() instanceof Message.End) {
                    return;
                }
                message.ifPresent(this::answer);
                line.serve(System.nanoTime());
                explain();
                status = now();
            }
        } catch (InterruptedException e) {
            LOG.error("the circuit breaker of '{}' was interrupted; its agents are no longer held or let go", name, e);
        }
    }

    private Optional<Message> next() throws InterruptedException {
        OptionalLong at = line.nextService(System.nanoTime());
        return at.isEmpty()
                ? Optional.of(inbox.take())
                : Optional.ofNullable(inbox.poll(at.getAsLong() - System.nanoTime(), TimeUnit.NANOSECONDS));
    }

    private void answer(Message message) {
        switch (message) {
            case Message.Ask(PermitWaiter waiter) -> {
                line.add(waiter);
                newcomers.add(waiter);
            }
            case Message.Cancel(PermitWaiter waiter) -> line.remove(waiter);
            case Message.Told(Permit permit, Outcome outcome, Consumer<String> news) -> judge(permit, outcome, news);
            case Message.Decided(BreakerMode mode) -> breaker.mode(mode);
            case Message.End _ -> {}
        }
    }

    private void judge(Permit permit, Outcome outcome, Consumer<String> news) {
        BreakerState before = breaker.state();
        long now = System.nanoTime();
        int failures = breaker.failures(now) + (outcome == Outcome.FAILURE ? 1 : 0);
        breaker.record(permit, outcome, now);
        if (breaker.state() == before) {
            return;
        }
        news.accept(
                switch (breaker.state()) {
                    case OPEN ->
                        "opened circuit breaker '" + name + "' until " + openUntil(now)
                                + (before == BreakerState.CLOSED
                                        ? " as the last of " + failures + " failures"
                                        : ": the probe failed");
                    case CLOSED -> "closed circuit breaker '" + name + "': the probe succeeded";
                    case HALF_OPEN, FORCED_OPEN, DISABLED, METRICS_ONLY ->
                        "circuit breaker '" + name + "' is " + breaker.state();
                });
    }

    /** Tells those who wait why, when that has changed. */
    private void explain() {
        String hold = switch (breaker.state()) {
            case OPEN -> "BREAKER_OPEN until " + openUntil(System.nanoTime());
            case HALF_OPEN -> "BREAKER_OPEN until the outcome of a probe is known";
            case FORCED_OPEN -> "BREAKER_OPEN until its mode is changed";
            case CLOSED, DISABLED, METRICS_ONLY -> "admitted soon, one after the other";
        };
        List<PermitWaiter> untold = hold.equals(lastHold) ? newcomers : line.all();
        untold.stream()
                .filter(line.all()::contains)
                .forEach(waiter -> waiter.held(hold + " (circuit breaker '" + name + "')"));
        newcomers.clear();
        lastHold = hold;
    }

    /** On the wall clock; asked for once for each opening, so that it does not tremble. */
    private @Nullable Instant openUntil(long now) {
        if (breaker.state() != BreakerState.OPEN) {
            return null;
        }
        long until = breaker.nextChange().orElse(now);
        if (until != shownFor || shownUntil == null) {
            shownFor = until;
            shownUntil = clock.instant().plusNanos(until - now).truncatedTo(ChronoUnit.MILLIS);
        }
        return shownUntil;
    }

    private BreakerStatus now() {
        long now = System.nanoTime();
        return new BreakerStatus(
                name,
                breaker.state(),
                breaker.calls(now),
                breaker.failures(now),
                breaker.openings(),
                openUntil(now),
                line.size(),
                breaker.lateOutcomes());
    }

    /** Ends its thread; who still waits is not let go any more. */
    @Override
    public void close() {
        inbox.add(new Message.End());
    }
}
