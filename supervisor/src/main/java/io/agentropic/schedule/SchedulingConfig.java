package io.agentropic.schedule;

import io.agentropic.time.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How running agents share the processors.
 *
 * @param policy {@code fair-share}, {@code priority}, {@code round-robin}, {@code rate-based} or the name of a class that
 *     implements {@link SchedulingPolicy}; {@code null}, the default, for fair share as far as this host has it
 * @param timeSlice how long a turn is in CPU time, and within what time a higher priority comes first; 20 ms to 10 s, default
 *     100 ms
 * @param preemption how an agent is made to stand still for others; default cooperative
 */
public record SchedulingConfig(@Nullable String policy, Duration timeSlice, Preemption preemption) {

    /** The defaults named at each component. */
    public static final SchedulingConfig DEFAULT =
            new SchedulingConfig(null, RoundRobin.DEFAULT_SLICE, Preemption.COOPERATIVE);

    private static final Duration LONGEST_SLICE = Duration.ofSeconds(10);

    /** The same with this policy. */
    public SchedulingConfig withPolicy(String policy) {
        return new SchedulingConfig(policy, timeSlice, preemption);
    }

    /** The same with this slice. */
    public SchedulingConfig withTimeSlice(Duration timeSlice) {
        return new SchedulingConfig(policy, timeSlice, preemption);
    }

    /** The same with this preemption. */
    public SchedulingConfig withPreemption(Preemption preemption) {
        return new SchedulingConfig(policy, timeSlice, preemption);
    }

    /** The word for the policy, the default one filled in. */
    public String policyWord() {
        return policy == null ? Policies.FAIR_SHARE : policy;
    }

    /** Everything that is wrong with the values, as sentences that begin with a key; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        if (timeSlice.compareTo(RoundRobin.SHORTEST_SLICE) < 0 || timeSlice.compareTo(LONGEST_SLICE) > 0) {
            violations.add("timeSlice is " + DurationText.format(timeSlice) + "; allowed are "
                    + DurationText.format(RoundRobin.SHORTEST_SLICE) + " (shorter ones cost more in switches than they"
                    + " give) to " + DurationText.format(LONGEST_SLICE));
        }
        Policies.problem(policyWord()).ifPresent(problem -> violations.add("policy " + problem));
        return violations;
    }
}
