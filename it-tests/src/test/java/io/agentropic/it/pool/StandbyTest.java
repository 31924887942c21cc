package io.agentropic.it.pool;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.status.AgentState;
import io.agentropic.syscall.Signals;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker of its own that takes over when an agent ends. */
@Tag("host")
class StandbyTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void theWorkerKeptReadyTakesOverAndAnotherOneGetsReady() throws Exception {
        Pool.open(run, WarmPoolConfig.NONE);
        AgentHandle agent = run.started(Programs.agent(EchoAgent.class)
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .standby(true)
                        .build()));
        for (int life = 1; life < 4; life++) {
            Pool.awaitStandby(run, 1);
            long present = agent.status().pid();
            List<Long> ready = Pool.workersBelow(ProcessHandle.current()).stream()
                    .filter(pid -> pid != present)
                    .toList();
            assertThat(ready).hasSize(1);
            Pool.signal(present, Signals.SIGKILL);
            int next = life + 1;
            eventually(
                    "the next life runs",
                    () -> agent.status().incarnation() == next && agent.state() == AgentState.RUNNING);
            assertThat(agent.status().pid()).isEqualTo(ready.getFirst());
        }
        assertThat(Pool.of(run).hits()).isEqualTo(3);
        run.requireAnswers(List.of(agent));
    }

    @Test
    void anAgentThatRestsKeepsNone() throws Exception {
        Pool.open(run, WarmPoolConfig.NONE);
        AgentHandle agent = run.started(Programs.agent(EchoAgent.class)
                .supervision(Programs.supervision(RestartPolicy.ON_FAILURE)
                        .standby(true)
                        .build()));
        Pool.awaitStandby(run, 1);
        agent.stop();
        Pool.awaitStandby(run, 0);
        eventually(
                "none lives", () -> Pool.workersBelow(ProcessHandle.current()).isEmpty());

        agent.start();
        Pool.awaitStandby(run, 1);
    }
}
