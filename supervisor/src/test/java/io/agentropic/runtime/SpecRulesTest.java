package io.agentropic.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.ipc.FrameCodec;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.program.Inspections;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.LogConfig;
import io.agentropic.spec.Probe;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpecRulesTest {

    /** A program that anyone who reads this test has. */
    public static final class Program {

        private Program() {}

        /** Does nothing. */
        public static void main(String[] args) {
            assertThat(args).isEmpty();
        }
    }

    private static final List<Path> CLASS_PATH = Arrays.stream(
                    System.getProperty("java.class.path").split(":"))
            .map(Path::of)
            .map(Path::toAbsolutePath)
            .toList();

    private static final Duration CENTURY = Duration.ofDays(36_500);

    @Test
    void aSoundSpecificationHasNothingWrong() {
        assertThat(SpecRules.violations(sound().build())).isEmpty();
        assertThat(SpecRules.resolve(sound().build(), List.of(), new Inspections())
                        .program()
                        .program()
                        .toString())
                .contains(Program.class.getName());
    }

    @Test
    void aCheckOutsideTheFenceIsNoCheckOfHostileCode() {
        AgentSpec spec = AgentSpec.of("a", new ProgramSource.ExecutableJar(Path.of("/nowhere/none.jar")))
                .isolation(
                        IsolationConfig.builder().level(IsolationLevel.SANDBOX).build())
                .health(HealthConfig.builder().liveness(Probe.exec("./check")).build())
                .build();
        assertThat(SpecRules.violations(spec))
                .anyMatch(sentence ->
                        sentence.startsWith("health.liveness.type exec runs its command outside the fence"));
    }

    @Test
    void everythingWrongIsToldTogether() {
        AgentSpec wrong = AgentSpec.of("..", new ProgramSource.ExecutableJar(Path.of("/nowhere/none.jar")))
                .isolation(new IsolationConfig(
                        IsolationLevel.RESOURCE_LIMITS,
                        ResourceLimits.builder().cpu(-1).build()))
                .jvm(new JvmConfig(Path.of("/nowhere/jvm"), List.of(), DataSize.ofBytes(1)))
                .workingDirectory(Path.of("/nowhere"))
                .env("A=B", "c")
                .supervision(Supervision.builder().startTimeout(Duration.ZERO).build())
                .logs(new LogConfig(DataSize.ofBytes(0), 0))
                .build();
        List<String> violations = SpecRules.violations(wrong);
        assertThat(violations)
                .hasSize(9)
                .anyMatch(sentence -> sentence.startsWith("a name has 1 to 64 letters"))
                .anyMatch(sentence -> sentence.contains("cpu"))
                .anyMatch(sentence -> sentence.startsWith("jvm.maxHeap is 1"))
                .contains("start.timeout must be above zero, not 0s")
                .contains("workingDirectory /nowhere is no directory")
                .contains("logs.maxFiles and logs.maxSize must be at least 1")
                .anyMatch(sentence -> sentence.startsWith("/nowhere/jvm does not exist"))
                .anyMatch(sentence -> sentence.contains("/nowhere/none.jar does not exist"));
        assertThatThrownBy(() -> SpecRules.resolve(wrong, List.of(), new Inspections()))
                .isInstanceOfSatisfying(
                        InvalidSpecException.class,
                        e -> assertThat(e.violations()).isEqualTo(violations))
                .hasMessageStartingWith("agent '..': ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c-1", "9"})
    void namesThatAreDirectoriesAreTaken(String name) {
        assertThat(SpecRules.violations(sound().name(name).build())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-a", "a/b", "a..b", "a b", "ä", "a\n", "a\0"})
    void namesThatLeaveTheirDirectoryAreRefused(String name) {
        assertThat(SpecRules.violations(sound().name(name).build())).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource
    void wordsThatCannotReachAChildAreRefused(AgentSpec spec, String sentence) {
        assertThat(SpecRules.violations(spec)).containsExactly(sentence);
    }

    static Stream<Arguments> wordsThatCannotReachAChildAreRefused() {
        return Stream.of(
                Arguments.of(
                        sound().env("", "v").build(),
                        "'' cannot be the name of an environment variable: it is empty or holds '=' or NUL"),
                Arguments.of(
                        sound().env("A=B", "v").build(),
                        "'A=B' cannot be the name of an environment variable: it is empty or holds '=' or NUL"),
                Arguments.of(
                        sound().inheritEnv("A\0").build(),
                        "'A?' cannot be the name of an environment variable: it is empty or holds '=' or NUL"),
                Arguments.of(
                        sound().env("A", "v\0").build(), "the environment variable 'A' has a value with NUL in it"),
                Arguments.of(
                        sound().args(List.of("fine", "a\0b")).build(),
                        "args[1] has NUL in it, which no command line can carry"),
                Arguments.of(
                        sound().jvm(new JvmConfig(null, List.of("-Da=\0"), null))
                                .build(),
                        "jvm.options[0] has NUL in it, which no command line can carry"));
    }

    @Test
    void whatDoesNotFitAFrameIsRefused() {
        AgentSpec large = sound().input(new byte[FrameCodec.MAX_FRAME_BYTES]).build();
        assertThat(SpecRules.violations(large))
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .startsWith("args, input and attributes take 167")
                        .endsWith("an agent is handed at most 16777216; pass the path of a file instead"));
        assertThat(SpecRules.violations(sound().input(new byte[FrameCodec.MAX_FRAME_BYTES - 1_000])
                        .build()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void durationsOutsideTheirRangeAreRefused(Supervision supervision, String sentence) {
        assertThat(SpecRules.violations(sound().supervision(supervision).build()))
                .containsExactly(sentence);
    }

    static Stream<Arguments> durationsOutsideTheirRangeAreRefused() {
        Duration second = Duration.ofSeconds(1);
        Duration tooLong = CENTURY.plusHours(1);
        return Stream.of(
                Arguments.of(
                        Supervision.builder().window(Duration.ZERO).build(),
                        "restart.window must be above zero, not 0s"),
                Arguments.of(
                        Supervision.builder().window(tooLong).build(),
                        "restart.window must be at most 100 years, not 876001h"),
                Arguments.of(
                        Supervision.builder().stopGrace(second.negated()).build(),
                        "stop.grace must not be negative: -1s"),
                Arguments.of(
                        Supervision.builder().stopGrace(tooLong).build(),
                        "stop.grace must be at most 100 years, not 876001h"),
                Arguments.of(
                        Supervision.builder()
                                .resetAfter(Duration.ofMillis(-250))
                                .build(),
                        "restart.resetAfter must not be negative: -250ms"),
                Arguments.of(
                        Supervision.builder().startTimeout(Duration.ZERO).build(),
                        "start.timeout must be above zero, not 0s"),
                Arguments.of(
                        Supervision.builder()
                                .backoff(BackoffStrategy.linear(second, tooLong))
                                .resetAfter(second)
                                .build(),
                        "backoff.max must be at most 100 years, not 876001h"),
                Arguments.of(
                        Supervision.builder()
                                .backoff(BackoffStrategy.linear(Duration.ofMinutes(10), second))
                                .build(),
                        "backoff.max (1s) must be at least backoff.initial (10m)"));
    }

    @Test
    void aCenturyIsNotTooLong() {
        Supervision patient = Supervision.builder()
                .window(CENTURY)
                .stopGrace(CENTURY)
                .resetAfter(CENTURY)
                .startTimeout(CENTURY)
                .allowUnreachable(true)
                .backoff(BackoffStrategy.exponential(CENTURY, CENTURY, 2))
                .build();
        assertThat(SpecRules.violations(sound().supervision(patient).build())).isEmpty();
    }

    private static AgentSpec.Builder sound() {
        return AgentSpec.of("a", new ProgramSource.MainClass(Program.class.getName(), CLASS_PATH));
    }
}
