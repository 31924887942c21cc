package io.agentropic.health;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What heartbeats have told so far; instants are readings of {@link System#nanoTime}.
 *
 * @param nanos when the last one came, or when it began to be waited for
 * @param progress steps it reported
 * @param progressNanos when the steps were first seen to be that many
 * @param healthy what {@code Agent.health()} said
 * @param detail its words
 * @param ready whether {@code context.ready()} was said
 */
public record Beat(long nanos, long progress, long progressNanos, boolean healthy, String detail, boolean ready) {

    /** Nothing was told yet; heartbeats are waited for from now on. */
    public static Beat awaited(long nanos) {
        return new Beat(nanos, 0, nanos, true, "", false);
    }

    /** One more heartbeat came. */
    public Beat next(long at, long steps, boolean well, String words) {
        return new Beat(at, steps, steps == progress ? progressNanos : at, well, words, ready);
    }

    /** It said that it is ready. */
    public Beat saidReady() {
        return new Beat(nanos, progress, progressNanos, healthy, detail, true);
    }

    /** All clocks begin anew: it stood still for a while. */
    public Beat rearmed(long at) {
        return new Beat(at, progress, at, healthy, detail, ready);
    }

    /** All that was told counts as if it had been told so much later, but not after {@code now}. */
    public Beat later(Duration time, long now) {
        long by = time.toNanos();
        return new Beat(
                nanos + Math.min(by, now - nanos),
                progress,
                progressNanos + Math.min(by, now - progressNanos),
                healthy,
                detail,
                ready);
    }

    /**
     * What a look finds at {@code now}.
     *
     * @param within how old the last heartbeat may be
     * @param progressTimeout how long ago the last step may be; {@code null} for any time
     * @param wantsReady whether it must have said that it is ready
     */
    public Finding look(long now, Duration within, @Nullable Duration progressTimeout, boolean wantsReady) {
        if (now - nanos > within.toNanos()) {
            return Finding.silence("no heartbeat for " + seconds(now - nanos));
        }
        if (!healthy) {
            return Finding.bad("its health() says: " + (detail.isEmpty() ? "unhealthy" : detail));
        }
        if (progressTimeout != null && now - progressNanos > progressTimeout.toNanos()) {
            return Finding.bad("heartbeats come, but it made no step for " + seconds(now - progressNanos) + ", at step "
                    + progress);
        }
        if (wantsReady && !ready) {
            return Finding.bad("it has not said that it is ready");
        }
        return Finding.well(detail);
    }

    private static String seconds(long elapsed) {
        return String.format(Locale.ROOT, "%.1f s", elapsed / 1e9);
    }
}
