package io.agentropic.it.isolation;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.it.siege.LevelsHere;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.LogConfig;
import io.agentropic.status.AgentResult;
import io.agentropic.status.LifecycleHooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of agents at each level that this host offers to this user. */
@Tag("host")
@ParameterizedClass
@MethodSource("levels")
class EveryLevelTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private final IsolationLevel level;

    EveryLevelTest(IsolationLevel level) {
        this.level = level;
    }

    static List<IsolationLevel> levels() {
        return LevelsHere.all();
    }

    private IsolationConfig isolated(ResourceLimits.Builder limits) {
        IsolationConfig.Builder isolation =
                IsolationConfig.builder().level(level).limits(limits.build());
        return level.confines()
                ? isolation
                        .sandbox(SandboxConfig.builder()
                                .network(new NetworkAccess.Host())
                                .build())
                        .build()
                : isolation.build();
    }

    private AgentSpec.Builder program(String... command) {
        return Programs.child(command).isolation(isolated(ResourceLimits.builder()));
    }

    @Test
    void itHasAsManySocketsAsItMayAndNotOneMoreEvenInARace() throws Exception {
        run.open(Enforcement.STRICT, LifecycleHooks.NONE);
        AgentSpec.Builder spec = Programs.child("sockets")
                .isolation(isolated(ResourceLimits.builder().connections(6)));
        if (!Lane.root() && level != IsolationLevel.SANDBOX) {
            assertThatThrownBy(() -> run.spawn(spec))
                    .isInstanceOf(LimitUnavailableException.class)
                    .hasMessageContaining("connections");
            return;
        }
        AgentResult result = run.result(spec);

        assertThat(Objects.requireNonNull(result.lastExit()).limits())
                .as(result.toString())
                .singleElement()
                .matches(LimitReport::enforced);
        assertThat(result.lastExit().stdoutTail())
                .as(result.toString())
                .containsExactly("opened 6", "gave one back, opened 1, then 0", "raced for 6");
    }

    @Test
    void aFloodOnItsStandardOutputIsBounded() throws Exception {
        AgentResult result = run.result(program("flood", "64").logs(new LogConfig(DataSize.mebibytes(1), 2)));

        assertThat(result.succeeded()).as(result.toString()).isTrue();
        assertThat(String.join("", Objects.requireNonNull(result.lastExit()).stdoutTail()))
                .hasSizeLessThan(1 << 20);
        eventually(
                "the files are within their bound",
                () -> logSizes().size() <= 2 && logSizes().stream().allMatch(size -> size <= 1 << 20));
    }

    private List<Long> logSizes() {
        try (Stream<java.nio.file.Path> files = Files.list(run.directory().resolve("agents/child"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("stdout"))
                    .map(file -> file.toFile().length())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itsEnvironmentIsWhatItWasGiven() throws Exception {
        AgentResult result = run.result(program("environment").env("COLOUR", "green"));

        List<String> names = Objects.requireNonNull(result.lastExit()).stdoutTail().stream()
                .map(line -> line.replaceFirst("=.*", ""))
                .toList();
        assertThat(names).as(result.toString()).contains("COLOUR", "PATH");
        assertThat(names)
                .filteredOn(name -> !name.startsWith("AGENTROPIC_"))
                .isSubsetOf("COLOUR", "PATH", "LANG", "TZ", "HOME", "TMPDIR", "PWD", "TERM", "OLDPWD", "SHLVL", "_");
    }
}
