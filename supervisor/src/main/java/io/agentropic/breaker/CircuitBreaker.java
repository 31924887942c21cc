package io.agentropic.breaker;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Decides whether a start is worth trying, by what came of the last ones. Knows no clock and no thread: instants are
 * readings of a monotonic clock in nanoseconds, and one thread owns it.
 *
 * <p>Closed, it counts outcomes and opens when enough of them are failures. Open, it gives no permits for a while that
 * doubles each time. The first permit after that makes it half-open: so many starts are tried, and their outcomes close
 * or open it. Outcomes of permits from before a change of state are counted apart and decide nothing.
 */
public final class CircuitBreaker {

    private final BreakerConfig config;
    private final OutcomeWindow window;
    private final Set<Permit> probes = new HashSet<>();

    private BreakerState state;
    private long epoch;
    private long permitsGiven;
    private int openings;
    private long openUntil;
    private long probingUntil;
    private int probesGiven;
    private int probesFailed;
    private int probesDone;
    private long late;

    /** A circuit breaker in the state that its mode begins with. */
    public CircuitBreaker(BreakerConfig config) {
        this.config = config;
        this.window = new OutcomeWindow(config.window());
        this.state = stateOf(config.mode());
    }

    private static BreakerState stateOf(BreakerMode mode) {
        return switch (mode) {
            case NORMAL -> BreakerState.CLOSED;
            case FORCED_OPEN -> BreakerState.FORCED_OPEN;
            case DISABLED -> BreakerState.DISABLED;
            case METRICS_ONLY -> BreakerState.METRICS_ONLY;
        };
    }

    /** A person decides. Leaving another mode for {@link BreakerMode#NORMAL} begins closed, with nothing counted. */
    public void mode(BreakerMode mode) {
        openings = 0;
        window.clear();
        change(stateOf(mode));
    }

    /** The right to a start, unless starts are held back. */
    public Optional<Permit> tryAcquire(long now) {
        expire(now);
        if (state == BreakerState.OPEN && now - openUntil >= 0) {
            change(BreakerState.HALF_OPEN);
        }
        return switch (state) {
            case CLOSED, DISABLED, METRICS_ONLY -> Optional.of(nextPermit());
            case HALF_OPEN -> probesGiven < config.permits() ? Optional.of(probe(now)) : Optional.empty();
            case OPEN, FORCED_OPEN -> Optional.empty();
        };
    }

    private Permit probe(long now) {
        if (probes.isEmpty()) {
            probingUntil = now + config.maxHalfOpen().toNanos();
        }
        Permit permit = nextPermit();
        probesGiven++;
        probes.add(permit);
        return permit;
    }

    private Permit nextPermit() {
        permitsGiven++;
        return new Permit(epoch, permitsGiven);
    }

    /** What came of a start. */
    public void record(Permit permit, Outcome outcome, long now) {
        expire(now);
        if (permit.epoch() != epoch) {
            late += outcome == Outcome.IGNORED ? 0 : 1;
            return;
        }
        switch (state) {
            case CLOSED -> {
                count(outcome, now);
                openIfFailing(now);
            }
            case METRICS_ONLY -> count(outcome, now);
            case HALF_OPEN -> probed(permit, outcome, now);
            case OPEN, FORCED_OPEN, DISABLED -> {}
        }
    }

    private void count(Outcome outcome, long now) {
        switch (outcome) {
            case SUCCESS -> window.add(false, now);
            case FAILURE -> window.add(true, now);
            case IGNORED -> {}
        }
    }

    private void openIfFailing(long now) {
        int calls = window.calls(now);
        if (calls >= config.minCalls() && window.failures(now) >= config.failureRate() * calls) {
            open(now);
        }
    }

    private void probed(Permit permit, Outcome outcome, long now) {
        if (!probes.remove(permit)) {
            return;
        }
        switch (outcome) {
            case IGNORED -> probesGiven--;
            case SUCCESS -> probesDone++;
            case FAILURE -> {
                probesDone++;
                probesFailed++;
            }
        }
        if (probesDone == config.permits()) {
            conclude(now);
        }
    }

    private void conclude(long now) {
        if (probesDone == 0 || probesFailed >= config.failureRate() * probesDone) {
            open(now);
        } else {
            openings = 0;
            window.clear();
            change(BreakerState.CLOSED);
        }
    }

    /** Probes of which nothing is heard do not keep it half-open for ever. */
    private void expire(long now) {
        if (state == BreakerState.HALF_OPEN && !probes.isEmpty() && now - probingUntil >= 0) {
            conclude(now);
        }
    }

    private void open(long now) {
        openings++;
        openUntil = now + openWait(openings).toNanos();
        change(BreakerState.OPEN);
    }

    /** {@code openWait}, twice that, four times that, up to {@code maxOpenWait}. */
    private Duration openWait(int opening) {
        double nanos = config.openWait().toNanos() * Math.pow(2, opening - 1.0);
        return nanos >= config.maxOpenWait().toNanos() ? config.maxOpenWait() : Duration.ofNanos((long) nanos);
    }

    private void change(BreakerState to) {
        state = to;
        epoch++;
        probes.clear();
        probesGiven = 0;
        probesDone = 0;
        probesFailed = 0;
    }

    /** Where it is, as of the last call. */
    public BreakerState state() {
        return state;
    }

    /** When it may give a permit again without being told anything; empty while only an outcome changes something. */
    public OptionalLong nextChange() {
        return switch (state) {
            case OPEN -> OptionalLong.of(openUntil);
            case HALF_OPEN -> probes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(probingUntil);
            case CLOSED, FORCED_OPEN, DISABLED, METRICS_ONLY -> OptionalLong.empty();
        };
    }

    /** Outcomes in the window. */
    public int calls(long now) {
        return window.calls(now);
    }

    /** Failures in the window. */
    public int failures(long now) {
        return window.failures(now);
    }

    /** How often in a row it has opened without closing in between. */
    public int openings() {
        return openings;
    }

    /** Outcomes of starts from before a change of state. */
    public long lateOutcomes() {
        return late;
    }
}
