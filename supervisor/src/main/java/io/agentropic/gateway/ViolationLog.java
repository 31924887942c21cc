package io.agentropic.gateway;

import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.Violation;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Decides what is said of violations: the first of each kind at once, then one line for all that came within
 * {@link #QUIET}, so that no worker fills a disk. Owned by the event loop.
 */
final class ViolationLog {

    /** Between two lines about the same kind: 10 s. */
    static final Duration QUIET = Duration.ofSeconds(10);

    /**
     * What was said of one kind.
     *
     * @param saidAt when the last line was, on the clock
     * @param unsaid how many came since
     */
    private record Said(long saidAt, long unsaid) {}

    private final LongSupplier nanoClock;
    private final Map<Violation, Said> said = new EnumMap<>(Violation.class);

    /** A log with nothing said yet; {@code nanoClock} as {@link System#nanoTime}. */
    ViolationLog(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** What to say of this one now, if anything. */
    Optional<String> line(ProtocolException broken) {
        long now = nanoClock.getAsLong();
        Said before = said.get(broken.violation());
        if (before != null && now - before.saidAt() < QUIET.toNanos()) {
            said.put(broken.violation(), new Said(before.saidAt(), before.unsaid() + 1));
            return Optional.empty();
        }
        said.put(broken.violation(), new Said(now, 0));
        long unsaid = before == null ? 0 : before.unsaid();
        String message = String.valueOf(broken.getMessage());
        return Optional.of(unsaid == 0 ? message : message + " (and " + unsaid + " more since the last line)");
    }
}
