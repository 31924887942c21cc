package io.agentropic.schedule;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what agents have used, and as few files for it as will do: none while all together use so little that none can be in
 * another's way, and of those that used nothing lately only when the others do not explain what all have used. Owned by one
 * thread at a time.
 */
final class Readings {

    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);

    /** Up to so much of one core nobody is in another's way. */
    private static final double LITTLE = 0.1;

    /** So much of one core may remain unexplained, and so much more for each agent that is not read. */
    private static final double UNEXPLAINED = 0.1;

    private static final double UNEXPLAINED_EACH = 0.001;

    /** Below this part of a core an agent used nothing. */
    private static final double NOTHING = 0.005;

    /** An agent that used nothing so many times in a row is not read any more. */
    private static final int QUIET = 3;

    private static final int FEW = 4;

    private final Supplier<Optional<Duration>> used;
    private @Nullable Duration before;
    private long nanosBefore;

    Readings(Supplier<Optional<Duration>> used) {
        this.used = used;
    }

    /** What is known of one agent. */
    static final class Of {
        private final Schedulable agent;
        private Duration cpuTime = Duration.ZERO;
        private long nanos;
        private int quiet;

        Of(Schedulable agent) {
            this.agent = agent;
        }

        /** As of the last reading. */
        Duration cpuTime() {
            return cpuTime;
        }

        private Duration read(long now) {
            Duration earlier = cpuTime;
            try {
                Duration read = agent.cpuTime();
                cpuTime = read.compareTo(earlier) > 0 ? read : earlier;
            } catch (RuntimeException endsMeanwhile) {
                LOG.debug("the CPU time of an agent cannot be read", endsMeanwhile);
            }
            Duration since = cpuTime.minus(earlier);
            quiet = since.toNanos() < NOTHING * (now - nanos) ? quiet + 1 : 0;
            nanos = now;
            return since;
        }
    }

    /**
     * What all together have used since the time before.
     *
     * @param nanos how long ago that was
     * @param used empty when nobody counts it
     */
    record Together(long nanos, Optional<Duration> used) {

        /** Whether nobody can have been in another's way. */
        boolean little() {
            return used.isPresent() && used.get().toNanos() < LITTLE * nanos;
        }
    }

    /** Reads all of these, where they are so few that it takes no longer than to find out whom to read. */
    static boolean readFew(Collection<Of> agents, long now) {
        if (agents.size() > FEW) {
            return false;
        }
        agents.forEach(agent -> agent.read(now));
        return true;
    }

    /** Reads one file, at most. */
    Together together(long now) {
        Duration earlier = before;
        Duration read = used.get().orElse(null);
        Together together = new Together(
                now - nanosBefore,
                read == null || earlier == null ? Optional.empty() : Optional.of(read.minus(earlier)));
        before = read;
        nanosBefore = now;
        return together;
    }

    /** Reads those that use something, and all when that does not explain what was used together. */
    static void read(Collection<Of> agents, Together together, long now) {
        Duration explained = agents.stream()
                .filter(agent -> agent.quiet < QUIET)
                .map(agent -> agent.read(now))
                .reduce(Duration.ZERO, Duration::plus);
        double allowed = (UNEXPLAINED + UNEXPLAINED_EACH * agents.size()) * together.nanos();
        boolean all = together.used()
                .map(used -> used.minus(explained).toNanos() > allowed)
                .orElse(true);
        if (all) {
            agents.stream().filter(agent -> agent.nanos != now).forEach(agent -> agent.read(now));
        }
    }
}
