package io.agentropic.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChildEnvironmentTest {

    private static final Map<String, String> OWN =
            Map.of("PATH", "/bin", "LANG", "C.UTF-8", "TZ", "UTC", "HOME", "/root", "AWS_SECRET", "s3cret");

    @Test
    void onlyWhatIsHarmlessIsInherited() {
        assertThat(ChildEnvironment.of(OWN, Set.of(), Map.of()))
                .isEqualTo(Map.of("PATH", "/bin", "LANG", "C.UTF-8", "TZ", "UTC"));
    }

    @Test
    void whatIsAskedForIsInheritedWhereItIsSet() {
        assertThat(ChildEnvironment.of(OWN, Set.of("HOME", "UNSET"), Map.of()))
                .isEqualTo(Map.of("PATH", "/bin", "LANG", "C.UTF-8", "TZ", "UTC", "HOME", "/root"));
    }

    @Test
    void whatIsGivenWins() {
        assertThat(ChildEnvironment.of(OWN, Set.of("HOME"), Map.of("HOME", "/home/a", "PATH", "", "KEY", "value")))
                .isEqualTo(Map.of("PATH", "", "LANG", "C.UTF-8", "TZ", "UTC", "HOME", "/home/a", "KEY", "value"));
    }

    @Test
    void aBareSupervisorPassesNothingOn() {
        assertThat(ChildEnvironment.of(Map.of(), Set.of("HOME"), Map.of())).isEmpty();
    }

    @Test
    void whatCodeIsLoadedForIsSetBehindTheGate() {
        Map<String, String> variables =
                new LinkedHashMap<>(Map.of("PATH", "/bin", "LD_PRELOAD", "/opt/libjemalloc.so"));
        assertThat(ChildEnvironment.behindGate(variables)).containsExactly("env", "LD_PRELOAD=/opt/libjemalloc.so");
        assertThat(variables).isEqualTo(Map.of("PATH", "/bin"));
        assertThat(ChildEnvironment.behindGate(variables)).isEmpty();
    }
}
