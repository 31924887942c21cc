package io.agentropic.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.OomPolicy;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.DependencyCondition;
import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.LogConfig;
import io.agentropic.spec.Probe;
import io.agentropic.spec.ProbeTarget;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedRulesTest {

    private static final ProgramSource AGENT = new ProgramSource.AgentClass("a.B", List.of(Path.of("/x.jar")));

    @Test
    void anAgentThatAsksForNothingOfAProcessIsWelcome() {
        assertThat(SharedRules.violations(sharing(AGENT)
                        .args("a")
                        .input("b")
                        .attribute("c", "d")
                        .supervision(Supervision.builder().maxRestarts(1).build())
                        .build()))
                .isEmpty();
    }

    @Test
    void eachThingThatIsRefusedIsNamedWithTheReasonAndTheRemedy() {
        AgentSpec greedy = AgentSpec.of("a", new ProgramSource.ExecutableJar(Path.of("/x.jar")))
                .isolation(new IsolationConfig(
                        IsolationLevel.NONE, ResourceLimits.builder().cpu(1).build()))
                .jvm(new JvmConfig(null, List.of("-Xint"), null))
                .env("A", "b")
                .inheritEnv("C")
                .workingDirectory(Path.of("/"))
                .logs(new LogConfig(DataSize.mebibytes(1), 1))
                .health(HealthConfig.builder()
                        .liveness(Probe.of(new ProbeTarget.Heartbeat(null)))
                        .build())
                .failureDomain("domain")
                .group("group")
                .dependsOn("b", DependencyCondition.READY)
                .supervision(Supervision.builder()
                        .standby(true)
                        .oomPolicy(OomPolicy.STOP)
                        .maxPause(Duration.ofSeconds(1))
                        .restartDuringShutdown(true)
                        .successExitCodes(Set.of(3))
                        .build())
                .build();
        List<String> violations = SharedRules.violations(greedy);

        assertThat(violations.stream().map(sentence -> sentence.split(" ", 2)[0]))
                .containsExactlyInAnyOrder(
                        "agentClass",
                        "limits",
                        "jvm",
                        "env",
                        "inheritEnv",
                        "workingDirectory",
                        "logs",
                        "health",
                        "failureDomain",
                        "dependsOn",
                        "group",
                        "standby",
                        "oomPolicy",
                        "pause.max",
                        "restart.duringShutdown",
                        "restart.successExitCodes");
        assertThat(violations).allMatch(sentence -> sentence.contains("isolation: resource-limits"));
    }

    private static AgentSpec.Builder sharing(ProgramSource program) {
        return AgentSpec.of("a", program)
                .isolation(IsolationConfig.builder().level(IsolationLevel.NONE).build());
    }
}
