package io.agentropic.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CapabilitiesTest {

    @Test
    void theEffectiveSetCounts() {
        assertThat(Capabilities.effective("Name:\tjava\nCapPrm:\t0\nCapEff:\t000001ffffffffff\n", 24))
                .isTrue();
        assertThat(Capabilities.effective("CapPrm:\tffffffffffffffff\nCapEff:\t0000000000000000\n", 24))
                .isFalse();
        assertThat(Capabilities.effective("CapEff:\tfffffffffeffffff\n", 24)).isFalse();
    }
}
