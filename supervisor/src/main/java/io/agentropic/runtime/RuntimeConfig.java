package io.agentropic.runtime;

import io.agentropic.breaker.BreakerConfig;
import io.agentropic.limits.Enforcement;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.sandbox.UidRange;
import io.agentropic.schedule.AdmissionConfig;
import io.agentropic.schedule.ExecutionMode;
import io.agentropic.schedule.SchedulingConfig;
import io.agentropic.shared.SharedConfig;
import io.agentropic.time.DurationRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a runtime as a whole.
 *
 * @param maxAgents agents known at once; default 1,000
 * @param maxConcurrent agents that run at once, the rest wait, by priority; default as {@code maxAgents}
 * @param enforcement what happens when a limit cannot be enforced; default strict
 * @param shutdownTimeout how long an orderly shutdown may take in all; default 60 s
 * @param heartbeat time between heartbeats of a worker; default 10 s
 * @param circuitBreakers failure domains by name, for agents to name; default none
 * @param uids whom confined agents run as where the supervisor is root; default {@link UidRange#DEFAULT}
 * @param scheduling how running agents share the processors; default fair share as far as this host has it
 * @param admission which agents may run, and how many may wait; default all up to {@code maxConcurrent}
 * @param warmPool workers that are started before they are needed; default none
 * @param shared the JVM of agents at isolation none; default one carrier thread for each processor
 * @param runDirectory sockets, logs and reports; {@code null} for a private temporary one, removed at the end
 */
public record RuntimeConfig(
        int maxAgents,
        int maxConcurrent,
        Enforcement enforcement,
        Duration shutdownTimeout,
        Duration heartbeat,
        Map<String, BreakerConfig> circuitBreakers,
        UidRange uids,
        SchedulingConfig scheduling,
        AdmissionConfig admission,
        WarmPoolConfig warmPool,
        SharedConfig shared,
        @Nullable Path runDirectory) {

    /** The defaults named at each component. */
    public static final RuntimeConfig DEFAULT = new RuntimeConfig(
            1_000,
            1_000,
            Enforcement.STRICT,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Map.of(),
            UidRange.DEFAULT,
            SchedulingConfig.DEFAULT,
            AdmissionConfig.DEFAULT,
            WarmPoolConfig.NONE,
            SharedConfig.DEFAULT,
            null);

    /** Copies the map. */
    public RuntimeConfig {
        circuitBreakers = Map.copyOf(circuitBreakers);
    }

    /** Everything that is wrong with the values, as sentences; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        if (maxAgents < 1) {
            violations.add("runtime.maxAgents must be at least 1, not " + maxAgents);
        }
        if (maxConcurrent < 1) {
            violations.add("runtime.maxConcurrent must be at least 1, not " + maxConcurrent);
        }
        violations.addAll(DurationRules.zeroOrMore("runtime.shutdownTimeout", shutdownTimeout));
        if (heartbeat.compareTo(Duration.ofMillis(1)) < 0) {
            violations.add("runtime.heartbeat must be at least 1ms");
        } else {
            violations.addAll(DurationRules.zeroOrMore("runtime.heartbeat", heartbeat));
        }
        scheduling.violations().forEach(sentence -> violations.add("runtime.scheduling." + sentence));
        admission.violations().forEach(sentence -> violations.add("runtime." + sentence));
        violations.addAll(warmPool.violations());
        shared.violations().forEach(sentence -> violations.add("runtime." + sentence));
        circuitBreakers.forEach((name, breaker) ->
                breaker.violations().forEach(sentence -> violations.add("circuitBreakers." + name + "." + sentence)));
        return violations;
    }

    /** How many agents run at once: one under {@link ExecutionMode#SYNCHRONOUS}. */
    public int places() {
        return admission.mode() == ExecutionMode.SYNCHRONOUS ? 1 : maxConcurrent;
    }

    /** The same settings with another run directory. */
    public RuntimeConfig withRunDirectory(@Nullable Path directory) {
        return new RuntimeConfig(
                maxAgents,
                maxConcurrent,
                enforcement,
                shutdownTimeout,
                heartbeat,
                circuitBreakers,
                uids,
                scheduling,
                admission,
                warmPool,
                shared,
                directory);
    }
}
