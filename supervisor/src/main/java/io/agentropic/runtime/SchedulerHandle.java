package io.agentropic.runtime;

import io.agentropic.schedule.Preemption;
import io.agentropic.schedule.Scheduler;
import io.agentropic.schedule.SchedulerStatus;
import io.agentropic.schedule.SchedulingConfig;
import java.time.Duration;

/**
 * How the agents of a runtime share the processors, in the hands of the program that runs them. All methods may be called from
 * any thread and return at once; agents follow within milliseconds.
 */
public final class SchedulerHandle {

    private final Scheduler scheduler;

    /** The handle on this one. */
    public SchedulerHandle(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** The settings in force, and what is to be said about them. */
    public SchedulerStatus status() {
        return scheduler.status();
    }

    /**
     * Goes on under another policy; who stood still under the one before runs.
     *
     * @param policy {@code fair-share}, {@code priority}, {@code round-robin}, {@code rate-based} or the name of a class that
     *     implements {@link io.agentropic.schedule.SchedulingPolicy}
     * @throws io.agentropic.spec.InvalidSpecException when there is no such policy
     * @throws io.agentropic.limits.LimitUnavailableException when it cannot take effect here, under strict enforcement
     */
    public void policy(String policy) {
        use(status().config().withPolicy(policy));
    }

    /**
     * Goes on with turns of this length, 20 ms to 10 s.
     *
     * @throws io.agentropic.spec.InvalidSpecException when it is out of range
     */
    public void timeSlice(Duration timeSlice) {
        use(status().config().withTimeSlice(timeSlice));
    }

    /** From now on agents are made to stand still for others like this. */
    public void preemption(Preemption preemption) {
        use(status().config().withPreemption(preemption));
    }

    /**
     * Goes on with other settings, all at once.
     *
     * @throws io.agentropic.spec.InvalidSpecException when they are wrong; all violations at once
     * @throws io.agentropic.limits.LimitUnavailableException when the policy cannot take effect here, under strict enforcement
     */
    public void use(SchedulingConfig config) {
        scheduler.use(config);
    }
}
