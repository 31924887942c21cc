package io.agentropic.spec;

import io.agentropic.restart.RestartBudget;
import io.agentropic.restart.RestartPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Agents that are supervised together.
 *
 * @param name as an agent's name; unique among the groups of a runtime
 * @param strategy who is restarted with a member that failed; default one-for-one
 * @param budget rounds of restarts allowed in how long a window, beside each member's own budget; default 5 in 10 minutes,
 *     for one-for-one without a limit. When it is spent the group is stopped
 * @param escalation what follows when a member fails for good because a budget is spent; default nothing
 * @param autoShutdown when the ends of significant members stop the group; default never
 * @param parent the group that this one is inside of: when the budget for rounds is spent, that one restarts all of it as
 *     it would restart a member; {@code null}, the default, for none
 * @param cpuWeight its share against other groups, and agents without one, where processors are scarce; 1 to 10,000, default
 *     100. Its members share that out by their own weights
 */
public record GroupSpec(
        String name,
        GroupStrategy strategy,
        RestartBudget budget,
        Escalation escalation,
        AutoShutdown autoShutdown,
        @Nullable String parent,
        int cpuWeight) {

    /** A group with the defaults named at each component. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The weight when nothing else is said. */
    public static final int DEFAULT_CPU_WEIGHT = 100;

    private static final int MAX_CPU_WEIGHT = 10_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Everything that is wrong with the values, as sentences; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>(budget.violations());
        if (!NAME.matcher(name).matches()) {
            violations.add(
                    "the name of a group has 1 to 64 letters, digits, '.', '_' and '-', and begins with a letter or"
                            + " digit; '" + name + "' does not");
        }
        if (cpuWeight < 1 || cpuWeight > MAX_CPU_WEIGHT) {
            violations.add("cpuWeight is " + cpuWeight + "; allowed are 1 to " + MAX_CPU_WEIGHT);
        }
        return violations;
    }

    /** Everything that keeps the agent from being a member, as sentences that begin with a key; empty when nothing does. */
    public List<String> violationsOf(AgentSpec member) {
        List<String> violations = new ArrayList<>();
        if (member.significant() && autoShutdown == AutoShutdown.NEVER) {
            violations.add("significant has no effect, because autoShutdown of group '" + name
                    + "' is 'never'; allowed are" + " 'any-significant' and 'all-significant'");
        }
        if (member.significant() && member.supervision().restartPolicy() == RestartPolicy.ALWAYS) {
            violations.add(
                    "significant cannot go with the restart policy 'always', under which no end is the agent's last");
        }
        return violations;
    }

    /** Collects one group; not thread-safe. */
    public static final class Builder {
        private final String name;
        private GroupStrategy strategy = GroupStrategy.ONE_FOR_ONE;
        private Optional<Integer> maxRestarts = Optional.empty();
        private Duration window = RestartBudget.DEFAULT.window();
        private Escalation escalation = Escalation.NONE;
        private AutoShutdown autoShutdown = AutoShutdown.NEVER;
        private @Nullable String parent;
        private int cpuWeight = DEFAULT_CPU_WEIGHT;

        private Builder(String name) {
            this.name = name;
        }

        /** Who is restarted with a member that failed; default {@link GroupStrategy#ONE_FOR_ONE}. */
        public Builder strategy(GroupStrategy strategy) {
            this.strategy = strategy;
            return this;
        }

        /** Rounds allowed within the window; default 5, for one-for-one -1, which allows any number. */
        public Builder maxRestarts(int maxRestarts) {
            this.maxRestarts = Optional.of(maxRestarts);
            return this;
        }

        /** The sliding window in which rounds are counted; default 10 minutes. */
        public Builder window(Duration window) {
            this.window = window;
            return this;
        }

        /** What follows when a member fails for good because a budget is spent; default {@link Escalation#NONE}. */
        public Builder escalation(Escalation escalation) {
            this.escalation = escalation;
            return this;
        }

        /** When the ends of significant members stop the group; default {@link AutoShutdown#NEVER}. */
        public Builder autoShutdown(AutoShutdown autoShutdown) {
            this.autoShutdown = autoShutdown;
            return this;
        }

        /**
         * The group that this one is inside of, which must be known before; default none. When the budget for rounds of the
         * inner one is spent, all of it is restarted by the outer one, as that would restart a member. Agents that join the
         * inner one after the first {@code spawn} or {@code spawnAll} that names it are stopped by that and do not come back.
         */
        public Builder parent(String parent) {
            this.parent = parent;
            return this;
        }

        /** Its share against others where processors are scarce, 1 to 10,000; default 100. */
        public Builder cpuWeight(int cpuWeight) {
            this.cpuWeight = cpuWeight;
            return this;
        }

        /** The group collected so far; {@code addGroup} validates it. */
        public GroupSpec build() {
            int rounds = maxRestarts.orElse(
                    strategy == GroupStrategy.ONE_FOR_ONE
                            ? RestartBudget.UNLIMITED
                            : RestartBudget.DEFAULT.maxRestarts());
            return new GroupSpec(
                    name, strategy, new RestartBudget(rounds, window), escalation, autoShutdown, parent, cpuWeight);
        }
    }
}
