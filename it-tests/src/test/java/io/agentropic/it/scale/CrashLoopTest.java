package io.agentropic.it.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Footprint;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.Supervision;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Five hundred crashes and restarts leave the supervisor as it was. */
@Tag("host")
@Tag("once")
class CrashLoopTest {

    private static final int AGENTS = 10;
    private static final int RESTARTS_EACH = 50;

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    @Timeout(900)
    void fiveHundredCrashesLeaveDescriptorsThreadsGroupsAndHeapWhereTheyWere() throws Exception {
        crash("warm-up", 5);
        Footprint before = Footprint.now(run.directory());
        long heapBefore = usedHeap();

        crash("crash", RESTARTS_EACH);

        io.agentropic.it.support.Eventually.within(
                Duration.ofSeconds(60),
                () -> "more than before: " + Footprint.now(run.directory()).beyond(before),
                () -> Footprint.now(run.directory()).beyond(before).isEmpty());
        assertThat(usedHeap() - heapBefore).isLessThan(8L << 20);
    }

    private void crash(String name, int restarts) throws Exception {
        List<AgentHandle> agents = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            agents.add(run.spawn(Programs.child("halt", "1")
                    .name(name + "-" + i)
                    .jvm(new JvmConfig(null, List.of("-XX:TieredStopAtLevel=1"), DataSize.mebibytes(16)))
                    .supervision(untilTheBudgetIsSpent(restarts))));
        }
        for (AgentHandle agent : agents) {
            assertThat(agent.join(Duration.ofMinutes(10)).incarnations()).isEqualTo(restarts + 1L);
        }
    }

    private static Supervision untilTheBudgetIsSpent(int restarts) {
        return Programs.supervision(RestartPolicy.ON_FAILURE)
                .backoff(BackoffStrategy.fixed(Duration.ofMillis(1)).withJitter(0))
                .maxRestarts(restarts)
                .window(Duration.ofHours(1))
                .build();
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
