package io.agentropic.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.spec.IsolationLevel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentRulesTest {

    private static List<String> violations(String name, IsolationLevel level) {
        return EnvironmentRules.violations("env", List.of(name), level);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEY", "PATH", "HOME", "LANG", "MY_JAVA_TOOL_OPTIONS", "BASH", "LDAP_URL"})
    void ordinaryVariablesMayBeGiven(String name) {
        for (IsolationLevel level : IsolationLevel.values()) {
            assertThat(violations(name, level)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "_JAVA_OPTIONS",
                "CLASSPATH",
                "BASH_FUNC_read%%",
                "BASH_ENV",
                "ENV",
                "SHELLOPTS",
                "AGENTROPIC_AGENT"
            })
    void whatReachesTheJvmUncheckedOrTheShellAtTheGateIsRefused(String name) {
        for (IsolationLevel level : IsolationLevel.values()) {
            assertThat(violations(name, level))
                    .singleElement()
                    .satisfies(sentence -> assertThat(sentence)
                            .startsWith("env: '" + name + "' is refused at isolation '" + level.word() + "': "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "GLIBC_TUNABLES", "GCONV_PATH"})
    void whatLoadsLibrariesIsForTrustedAgentsOnlyAndNeverForTheShellAtTheGate(String name) {
        assertThat(violations(name, IsolationLevel.RESOURCE_LIMITS)).isEmpty();
        assertThat(violations(name, IsolationLevel.SANDBOX)).hasSize(1);
        assertThat(EnvironmentRules.behindGateOnly(name)).isTrue();
    }

    @Test
    void ordinaryVariablesAreSetFromTheStart() {
        assertThat(EnvironmentRules.behindGateOnly("PATH")).isFalse();
    }
}
