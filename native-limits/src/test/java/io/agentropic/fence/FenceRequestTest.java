package io.agentropic.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.agentropic.limits.Enforcement;
import io.agentropic.limits.ResourceLimits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FenceRequestTest {

    private static FenceRequest named(String agent) {
        return FenceRequest.of(agent, 1, ResourceLimits.NONE, Enforcement.STRICT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "../x", "a/b", "/a", "-a", "a b", "a\nb", "a\0b", "ä"})
    void aNameThatCouldLeaveItsDirectoryIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> named(name)).withMessageContaining("does not match");
    }

    @Test
    void aNameOf64CharactersIsTheLongest() {
        assertThat(named("a".repeat(64)).agent()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> named("a".repeat(65)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void aWeightOutOfRangeIsRefused(int weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FenceRequest("a", 1, ResourceLimits.NONE, Enforcement.STRICT, weight, List.of()))
                .withMessageContaining("1..10000");
    }

    @Test
    void incarnationsCountFromOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FenceRequest.of("a", 0, ResourceLimits.NONE, Enforcement.STRICT));
    }
}
