package io.agentropic.it.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentropic.exit.ExitCause;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.attack.Forger;
import io.agentropic.it.siege.LevelsHere;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Native code in an agent that has said a proper hello speaks for nobody else over its connection. */
@Tag("host")
class ForgeryTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @ParameterizedTest
    @ValueSource(strings = {"another-reference", "second-hello", "unknown-type", "endless-frame"})
    void whoForgesIsShutOutAndNobodyElseNotices(String forgery) throws Exception {
        List<IsolationLevel> levels = LevelsHere.attackable();
        assumeTrue(!levels.isEmpty(), "no level here in which an agent may be hostile");
        AgentHandle bystander = run.started(Programs.agent(EchoAgent.class));

        AgentResult result = run.result(Programs.agent(Forger.class, forgery)
                .isolation(new IsolationConfig(levels.getFirst(), ResourceLimits.NONE)));

        assertThat(result.output().text()).isEmpty();
        assertThat(result.lastExit()).isNotNull().satisfies(end -> {
            assertThat(end.cause()).isEqualTo(ExitCause.FAILED);
            assertThat(end.summary()).contains("its worker broke the protocol");
        });
        run.requireAnswers(List.of(bystander));
        assertThat(bystander.state()).isEqualTo(AgentState.RUNNING);
        assertThat(bystander.status().incarnation()).isEqualTo(1);
    }
}
