package io.agentropic.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Lane;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.schedule.Policies;
import io.agentropic.schedule.SchedulingConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Twenty agents suffer faults at random while users start, stop, restart, pause, resume and replace them. At each step: never
 * two lives of one agent, every end has exactly one report with a cause that fits, budgets and delays are kept, states
 * follow each other as they may, no request hangs. At the end nothing is left over.
 *
 * <p>{@code -Dagentropic.chaos.seed=N} repeats the schedule of the run that printed that seed; {@code
 * -Dagentropic.chaos.seconds=600} makes it last longer than a minute, {@code -Dagentropic.chaos.policy=round-robin} names the
 * scheduling policy, which the seed chooses otherwise.
 */
@Tag("host")
@Tag("cgroup")
class ChaosTest {

    private static final int AGENTS = 20;

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    @Timeout(3_600)
    void twentyAgentsUnderFaultsAtRandomAreSupervisedAsPromised() throws Exception {
        long seed = Long.getLong("agentropic.chaos.seed", System.nanoTime());
        long seconds = Long.getLong("agentropic.chaos.seconds", 60);
        System.out.println("chaos under " + policy(seed) + " for " + seconds
                + " s; repeat it with -Dagentropic.chaos.seed=" + seed);
        Violations violations = new Violations();
        Chronicle chronicle = new Chronicle(violations);
        String policy = policy(seed);
        AgentRuntime runtime = run.open(AgentRuntime.builder()
                .enforcement(Lane.enforcement())
                .heartbeat(Duration.ofMillis(500))
                .hooks(chronicle)
                .scheduling(SchedulingConfig.DEFAULT.withPolicy(policy)));
        Census census = new Census(Lane.runId(run.directory()), violations);
        Scene scene = new Scene(runtime, chronicle, census, violations, run.scratch());
        Driver driver = new Driver(scene, new Schedule(seed, AGENTS));

        driver.run(Duration.ofSeconds(seconds), leastRestarts());
        driver.requireAllCanRun();
        driver.requireAllWereToldOf();

        System.out.println(driver.summary());
        assertThat(driver.restarts()).isGreaterThanOrEqualTo(leastRestarts());
    }

    /** One after the other for one seed after the other, unless one is named. */
    private static String policy(long seed) {
        List<String> policies = new ArrayList<>(Policies.words());
        policies.add(OddsAndEvens.class.getName());
        return System.getProperty(
                "agentropic.chaos.policy", policies.get(Math.floorMod(Long.hashCode(seed), policies.size())));
    }

    /** The kernel booted for the other lane has one slow processor. */
    private static long leastRestarts() {
        return Lane.group().isPresent() ? 30 : 200;
    }
}
