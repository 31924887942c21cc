package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.breaker.BreakerConfig;
import io.agentropic.breaker.BreakerMode;
import io.agentropic.breaker.BreakerState;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Programs;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents that fail together are held back together; whoever runs, runs on. */
@Tag("host")
class FailureDomainsTest {

    private static final BreakerConfig QUICK = opensQuickly(Duration.ofMillis(300));

    /** A JVM that starts slowly only to fail must not pass for one that is well. */
    private static final BreakerConfig DEMANDING = opensQuickly(Duration.ofMinutes(1));

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    @DisplayName("S105 S110 open holds restarts, running agents and other domains are untouched")
    void onlyStartsOfTheFailingDomainAreHeld() throws Exception {
        open(DEMANDING);
        AgentHandle running =
                run.started(Programs.agent(EchoAgent.class).name("running").failureDomain("provider-x"));
        long pid = running.status().pid();
        AgentHandle failing = run.spawn(failing("failing", "provider-x"));
        eventually(
                "it is held",
                () -> failing.state() == AgentState.WAITING
                        && failing.status().reason().startsWith("BREAKER_OPEN until"));

        assertThat(failing.status().breaker().state()).isIn(BreakerState.OPEN, BreakerState.HALF_OPEN);
        assertThat(running.status().pid()).isEqualTo(pid);
        AgentHandle other = run.spawn(failing("other", "provider-y"));
        eventually("the other domain goes on", () -> other.status().incarnation() >= 2);
        eventually(
                "it is told",
                () -> told.stream()
                        .anyMatch(line -> line.startsWith("failing: opened circuit breaker 'provider-x' until")));
    }

    @Test
    @DisplayName("S106 the probe that succeeds closes it and the others follow")
    void aProbeThatSucceedsLetsTheOthersFollow() throws Exception {
        open(QUICK);
        run.runtime().circuitBreakerMode("provider-x", BreakerMode.FORCED_OPEN);
        AgentHandle first = run.spawn(healthy("first"));
        AgentHandle second = run.spawn(healthy("second"));
        eventually(
                "both are held",
                () -> List.of(first, second).stream()
                        .allMatch(agent -> agent.status().reason().startsWith("BREAKER_OPEN")));
        run.runtime().circuitBreakerMode("provider-x", BreakerMode.NORMAL);

        eventually("both run", () -> first.state() == AgentState.RUNNING && second.state() == AgentState.RUNNING);
    }

    @Test
    void anAgentThatWaitsForItsCircuitBreakerStopsAtOnce() throws Exception {
        open(QUICK);
        run.runtime().circuitBreakerMode("provider-x", BreakerMode.FORCED_OPEN);
        AgentHandle held = run.spawn(healthy("held"));
        eventually("it is held", () -> held.status().reason().startsWith("BREAKER_OPEN"));
        held.stop();

        assertThat(held.state()).isEqualTo(AgentState.STOPPED);
        assertThat(held.status().incarnation()).isZero();
        eventually("nobody waits", () -> held.status().breaker().waiting() == 0);
    }

    @Test
    void aDomainThatNobodyDeclaredIsRefused() {
        open(QUICK);

        assertThatThrownBy(() -> run.spawn(healthy("lost").failureDomain("provider-z")))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("provider-z")
                .hasMessageContaining("provider-x");
    }

    private void open(BreakerConfig breaker) {
        AgentRuntime runtime = run.open(AgentRuntime.builder()
                .enforcement(Lane.enforcement())
                .circuitBreaker("provider-x", breaker)
                .circuitBreaker("provider-y", breaker));
        runtime.onEvent(event -> told.add(event.agent() + ": " + event.reason()));
    }

    private static BreakerConfig opensQuickly(Duration successUptime) {
        return BreakerConfig.builder()
                .minCalls(3)
                .openWait(Duration.ofSeconds(2), Duration.ofSeconds(4))
                .successUptime(successUptime)
                .build();
    }

    private static AgentSpec.Builder failing(String name, String domain) {
        return Programs.child("exit", "1")
                .name(name)
                .failureDomain(domain)
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .maxRestarts(-1)
                        .build());
    }

    private static AgentSpec.Builder healthy(String name) {
        return Programs.agent(EchoAgent.class).name(name).failureDomain("provider-x");
    }
}
