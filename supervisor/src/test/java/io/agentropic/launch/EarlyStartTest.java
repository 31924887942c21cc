package io.agentropic.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.limits.ResourceLimits;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.ProgramSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

final class EarlyStartTest {

    @ParameterizedTest
    @ValueSource(strings = {"-Xss1m", "-XX:+UseG1GC", "-XX:+HeapDumpOnOutOfMemoryError", "-Da=b", "-ea"})
    void mostOptionsAllowIt(String option) {
        assertThat(EarlyStart.isPossible(spec(IsolationLevel.RESOURCE_LIMITS, option), Map.of("A", "b")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-javaagent:a.jar",
                "-agentlib:jdwp=server=y",
                "-agentpath:/a.so",
                "-Xlog:gc:file=gc.log",
                "-XX:StartFlightRecording=filename=a.jfr",
                "-XX:FlightRecordingOptions=a",
                "-XX:LogFile=a",
                "-XX:SharedArchiveFile=a.jsa"
            })
    void codeAndFilesOfTheUsersAreNotTouchedEarly(String option) {
        assertThat(EarlyStart.isPossible(spec(IsolationLevel.RESOURCE_LIMITS, option), Map.of()))
                .isFalse();
    }

    @Test
    void codeThatTheEnvironmentLoadsIsNotRunEarly() {
        assertThat(EarlyStart.isPossible(spec(IsolationLevel.RESOURCE_LIMITS, "-ea"), Map.of("LD_PRELOAD", "/a.so")))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = IsolationLevel.class,
            names = {"RESOURCE_LIMITS", "SANDBOX"},
            mode = Mode.EXCLUDE)
    void levelsWithNamespacesDoNotAllowIt(IsolationLevel level) {
        assertThat(EarlyStart.isPossible(spec(level, "-ea"), Map.of())).isFalse();
    }

    private static AgentSpec spec(IsolationLevel level, String option) {
        return AgentSpec.of("a", new ProgramSource.MainClass("a.Main", List.of()))
                .isolation(new IsolationConfig(level, ResourceLimits.NONE))
                .jvm(new JvmConfig(null, List.of(option), null))
                .build();
    }
}
