package io.agentropic.health;

import io.agentropic.cgroup.Strain;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What held an agent up since the look before, or over half a second when looks come faster. The kernel counts a throttle when
 * it ends, so that one which lasts longer than the time between two looks shows in neither of them. Owned by one thread.
 */
public final class RecentStrain {

    /** How far back it is remembered at least: five scheduling periods of 100 ms. */
    static final Duration REACH = Duration.ofMillis(500);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, Strain strain) {}

    /** Begins at this moment of {@link System#nanoTime}, with what was counted by then. */
    public RecentStrain(long nanos, Strain strain) {
        samples.addLast(new Sample(nanos, strain));
    }

    /** Why the agent could not answer lately; empty when it could. */
    public Optional<String> excuse(long nanos, Strain now) {
        forgetBeyondReach(nanos);
        Sample from = samples.getFirst();
        return Excuse.starved(from.strain(), now, Duration.ofNanos(nanos - from.nanos()));
    }

    /** Notes what was counted by this moment. */
    public void note(long nanos, Strain now) {
        samples.addLast(new Sample(nanos, now));
        forgetBeyondReach(nanos);
    }

    /** The oldest sample kept is the newest that is old enough. */
    private void forgetBeyondReach(long nanos) {
        Sample oldest = samples.removeFirst();
        while (!samples.isEmpty() && nanos - samples.getFirst().nanos() >= REACH.toNanos()) {
            oldest = samples.removeFirst();
        }
        samples.addFirst(oldest);
    }
}
