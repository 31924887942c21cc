package io.agentropic.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Lane;
import io.agentropic.runtime.AgentRuntime;
import java.time.Duration;
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
 * -Dagentropic.chaos.seconds=600} makes it last longer than a minute.
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
        System.out.println("chaos for " + seconds + " s; repeat it with -Dagentropic.chaos.seed=" + seed);
        Violations violations = new Violations();
        Chronicle chronicle = new Chronicle(violations);
        AgentRuntime runtime = run.open(Lane.enforcement(), chronicle);
        Census census = new Census(Lane.runId(run.directory()), violations);
        Scene scene = new Scene(runtime, chronicle, census, violations, run.scratch());
        Driver driver = new Driver(scene, new Schedule(seed, AGENTS));

        driver.run(Duration.ofSeconds(seconds), leastRestarts());
        driver.requireAllCanRun();
        driver.requireAllWereToldOf();

        System.out.println(driver.summary());
        assertThat(driver.restarts()).isGreaterThanOrEqualTo(leastRestarts());
    }

    /** The kernel booted for the other lane has one slow processor. */
    private static long leastRestarts() {
        return Lane.group().isPresent() ? 30 : 200;
    }
}
