package io.agentropic.it.chaos;

import io.agentropic.it.agents.VictimAgent;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartBudget;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.Probe;
import io.agentropic.spec.Supervision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How an agent is supervised. */
@SuppressWarnings("ImmutableEnumChecker") // records of the product, which are immutable and not annotated so
enum Temper {
    /** Restarted after each failure, however many there are. */
    STEADY(RestartPolicy.ON_FAILURE, RestartBudget.UNLIMITED, backoff(20, 200)),
    /** The same, and somebody looks whether it makes steps. */
    WATCHED(RestartPolicy.ON_FAILURE, RestartBudget.UNLIMITED, backoff(20, 200)),
    /** Has a budget of three restarts. */
    LIMITED(
            RestartPolicy.ON_FAILURE,
            3,
            BackoffStrategy.fixed(Duration.ofMillis(30)).withJitter(0.5)),
    /** Restarted after every end. */
    TIRELESS(RestartPolicy.ALWAYS, RestartBudget.UNLIMITED, linear(20, 100));

    /** No run is ever stable and no restart ever forgotten: what is counted can be counted along. */
    private static final Duration NEVER = Duration.ofHours(24);

    /** Lets the kernel's limit be the first that native memory meets. */
    private static final JvmConfig NATIVE_MEMORY =
            new JvmConfig(null, List.of("-XX:MaxDirectMemorySize=1g"), DataSize.mebibytes(24));

    private static final Duration GRACE = Duration.ofSeconds(1);

    /** Longer than a slow machine keeps an agent from running. */
    private static final Duration WITHOUT_STEP = Duration.ofSeconds(12);

    private static final Duration WITHOUT_HEARTBEAT = Duration.ofSeconds(10);

    private final RestartPolicy policy;
    private final int maxRestarts;
    private final BackoffStrategy backoff;

    Temper(RestartPolicy policy, int maxRestarts, BackoffStrategy backoff) {
        this.policy = policy;
        this.maxRestarts = maxRestarts;
        this.backoff = backoff;
    }

    private static BackoffStrategy backoff(long initialMillis, long maxMillis) {
        return BackoffStrategy.exponential(Duration.ofMillis(initialMillis), Duration.ofMillis(maxMillis), 2);
    }

    private static BackoffStrategy linear(long initialMillis, long maxMillis) {
        return BackoffStrategy.linear(Duration.ofMillis(initialMillis), Duration.ofMillis(maxMillis));
    }

    /** Of the agent with this number: mostly steady ones, some of each other kind. */
    static Temper of(int agent) {
        return switch (agent % 10) {
            case 6, 7 -> WATCHED;
            case 8 -> LIMITED;
            case 9 -> TIRELESS;
            default -> STEADY;
        };
    }

    /** The agent of this name, which leaves its traces in {@code scratch}. */
    AgentSpec spec(String name, Path scratch) {
        AgentSpec.Builder spec = Programs.agent(VictimAgent.class, scratch.toString(), name)
                .name(name)
                .supervision(Supervision.builder()
                        .restartPolicy(policy)
                        .maxRestarts(maxRestarts)
                        .window(NEVER)
                        .resetAfter(NEVER)
                        .backoff(backoff)
                        .stopGrace(GRACE)
                        .startTimeout(Duration.ofMinutes(5))
                        .build());
        if (isWatched()) {
            spec.health(HealthConfig.builder()
                    .liveness(Probe.progress(WITHOUT_STEP)
                            .period(Duration.ofSeconds(1))
                            .timeout(WITHOUT_HEARTBEAT))
                    .build());
        }
        if (Lane.group().isPresent()) {
            spec.jvm(NATIVE_MEMORY)
                    .isolation(Programs.limited(ResourceLimits.builder().memory(DataSize.mebibytes(160))));
        }
        return spec.build();
    }

    /** Nobody is watched where twenty starting JVMs share one slow processor: silence there says nothing. */
    boolean isWatched() {
        return this == WATCHED && Lane.group().isEmpty();
    }

    /** Restarts without a word of the user's; any number when negative. */
    int maxRestarts() {
        return maxRestarts;
    }

    BackoffStrategy backoff() {
        return backoff;
    }
}
