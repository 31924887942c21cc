package io.agentropic.it.shared;

import static io.agentropic.it.support.Eventually.GENEROUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.it.agents.ChildProgram;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Product;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.ProgramSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What runs in the shared JVM, with which classes, and what is refused. */
@Tag("host")
class SharedProgramsTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void agentsThatBringAJarHaveItsClassesToThemselves() throws Exception {
        AgentRuntime runtime = Tenants.open(run, 2);

        assertThat(count(runtime, Tenants.withOwnJar("own-1", "count"))).isEqualTo("1");
        assertThat(count(runtime, Tenants.withOwnJar("own-2", "count"))).isEqualTo("1");
        assertThat(count(runtime, Tenants.tenant("common-1", "count"))).isEqualTo("1");
        assertThat(count(runtime, Tenants.tenant("common-2", "count"))).isEqualTo("2");
    }

    private static String count(AgentRuntime runtime, AgentSpec.Builder agent) throws Exception {
        return runtime.spawn(agent.build()).join(GENEROUS).output().text();
    }

    @Test
    void whatThisLevelCannotGiveIsRefusedAtOnceAndNothingIsStarted() {
        AgentRuntime runtime = Tenants.open(run, 2);
        AgentSpec wrong = AgentSpec.of(
                        "wrong",
                        new ProgramSource.MainClass(ChildProgram.class.getName(), List.of(Product.agentsJar())))
                .isolation(new IsolationConfig(
                        IsolationLevel.NONE,
                        ResourceLimits.builder().memory(DataSize.mebibytes(64)).build()))
                .env("KEY", "value")
                .build();

        assertThatThrownBy(() -> runtime.spawn(wrong))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("agentClass is missing")
                .hasMessageContaining("limits at isolation 'none' has no effect on one agent of many")
                .hasMessageContaining("env at isolation 'none' belongs to a process")
                .hasMessageContaining("'isolation: resource-limits'");
        assertThat(runtime.agents()).isEmpty();
        assertThat(runtime.sharedJvm()).isEmpty();
    }
}
