package io.agentropic.it.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Product;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.JvmConfig;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an agent finds around it: its environment, its directory, its JVM. */
@Tag("host")
class SurroundingsTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void theSupervisorsEnvironmentIsNotInherited() throws Exception {
        List<String> lines = output(Programs.child("environment").env("COLOUR", "green"));

        assertThat(lines).contains("COLOUR=green");
        assertThat(lines).noneMatch(line -> line.startsWith("HOME=") || line.startsWith("JAVA_HOME="));
        assertThat(lines).anyMatch(line -> line.startsWith("PATH="));
    }

    @Test
    void namedVariablesAreInherited() throws Exception {
        assertThat(output(Programs.child("environment").inheritEnv("HOME"))).contains("HOME=" + System.getenv("HOME"));
    }

    @Test
    void nothingSecretIsInTheCommandLine() throws Exception {
        String commandLine = String.join(" ", output(Programs.child("command-line")));

        assertThat(commandLine).contains("java").doesNotContainPattern("[0-9a-f]{64}");
    }

    @Test
    void thePluggedProgramSeesAnEmptyStandardInput() throws Exception {
        assertThat(output(Programs.child("input"))).containsExactly("stdin: ''");
    }

    @Test
    void theWorkingDirectoryIsTheSupervisorsUnlessOneIsGiven() throws Exception {
        assertThat(output(Programs.child("directory")))
                .containsExactly(Path.of("").toAbsolutePath().toString());
        assertThat(output(Programs.child("directory").name("elsewhere").workingDirectory(run.scratch())))
                .containsExactly(run.scratch().toString());
    }

    @Test
    void anExecutableJarRunsUnchanged() throws Exception {
        assertThat(output(AgentSpec.ofJar(Product.agentsJar())
                        .args("print", "from the jar")
                        .jvm(Programs.small())))
                .containsExactly("from the jar");
    }

    @Test
    void anAgentRunsOnJava17() throws Exception {
        Path home = Product.javaHome(17).orElse(null);
        Assumptions.assumeTrue(home != null, "no JDK 17 in /usr/lib/jvm");

        assertThat(output(Programs.child("java").jvm(new JvmConfig(home, List.of(), DataSize.mebibytes(24)))))
                .containsExactly("java 17");
    }

    @Test
    void aJvmHomeThatIsNoneIsRefusedBeforeAnythingStarts() throws Exception {
        Path none = run.scratch();

        assertThatThrownBy(() -> run.spawn(Programs.child("print").jvm(new JvmConfig(none, List.of(), null))))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining(none.toString());
    }

    @Test
    void everyViolationIsReportedAtOnce() throws Exception {
        assertThatThrownBy(
                        () -> run.spawn(AgentSpec.ofJar(Path.of("/no/such.jar")).name("a/../b")))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("/no/such.jar")
                .hasMessageContaining("a/../b");
    }

    private List<String> output(AgentSpec.Builder spec) throws Exception {
        AgentResult result = run.result(spec);
        assertThat(result.state()).isEqualTo(AgentState.COMPLETED);
        return result.lastExit().stdoutTail();
    }
}
