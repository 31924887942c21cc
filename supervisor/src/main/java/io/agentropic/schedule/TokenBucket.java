package io.agentropic.schedule;

import java.time.Duration;

/**
 * Lets so many of something pass in a second: a bucket that fills at the rate and holds what comes in one second. Instants are
 * readings of the monotonic clock. Not thread-safe.
 */
public final class TokenBucket {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long interval;
    private final long depth;
    /** When it was empty, or would have been had it always been filled: the fuller it is the longer ago. */
    private long emptyAt;

    /** A full one, at {@code now}. */
    public TokenBucket(int perSecond, long now) {
        this.interval = SECOND / perSecond;
        this.depth = interval * perSecond;
        this.emptyAt = now - depth;
    }

    /** Takes one out, if there is one. */
    public boolean take(long now) {
        if (untilNext(now) > 0) {
            return false;
        }
        emptyAt = Math.max(emptyAt - now, -depth) + now + interval;
        return true;
    }

    /** In how many nanoseconds there is one; 0 for now. */
    public long untilNext(long now) {
        return Math.max(0, emptyAt + interval - now);
    }
}
