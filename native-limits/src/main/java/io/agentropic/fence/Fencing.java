package io.agentropic.fence;

import io.agentropic.cgroup.Missing;
import java.time.Duration;
import java.util.Optional;

/** Makes fences. Any thread may use it; {@link Fences} is the real one. */
public interface Fencing extends AutoCloseable {

    /** What the environment of each of its processes must carry under {@link Fences#MARKER_VARIABLE}. */
    String marker(FenceRequest request);

    /**
     * Plans each limit and makes what has to exist before the child does.
     *
     * @throws io.agentropic.limits.LimitUnavailableException under strict enforcement, when a limit cannot be held here;
     *     nothing is left behind
     * @throws FenceException when a step failed; nothing is left behind
     */
    Fence prepare(FenceRequest request);

    /**
     * Refuses a request that {@link #prepare} would refuse for its limits; makes nothing.
     *
     * @throws io.agentropic.limits.LimitUnavailableException under strict enforcement, when a limit cannot be held here
     */
    void requireEnforceable(FenceRequest request);

    /** What all of its processes have used; empty where nothing counts it by one number. */
    default Optional<Duration> cpuTime() {
        return Optional.empty();
    }

    /** Why processors cannot be shared out by weights and maxima here; empty where they can. */
    default Optional<Missing> withoutProcessorShares() {
        return Optional.empty();
    }

    /** Ends what is left and removes what was made for all fences. Idempotent; close every fence before. */
    @Override
    void close();
}
