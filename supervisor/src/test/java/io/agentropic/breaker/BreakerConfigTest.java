package io.agentropic.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which settings of a circuit breaker are refused. */
final class BreakerConfigTest {

    @Test
    void theDefaultsAreValid() {
        assertThat(BreakerConfig.DEFAULT.violations()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        BreakerConfig wrong = BreakerConfig.builder()
                .window(Duration.ZERO.minusSeconds(1))
                .minCalls(0)
                .failureRate(1.5)
                .openWait(Duration.ofMinutes(2), Duration.ofMinutes(1))
                .permits(0)
                .maxHalfOpen(Duration.ZERO)
                .build();

        assertThat(wrong.violations())
                .anySatisfy(sentence -> assertThat(sentence).startsWith("window must"))
                .anySatisfy(sentence -> assertThat(sentence).startsWith("minCalls must"))
                .anySatisfy(sentence -> assertThat(sentence).startsWith("failureRate must"))
                .anySatisfy(sentence -> assertThat(sentence).startsWith("maxOpenWait"))
                .anySatisfy(sentence -> assertThat(sentence).startsWith("permits must"))
                .anySatisfy(sentence -> assertThat(sentence).startsWith("maxHalfOpen must"));
    }

    @Test
    void aWindowSmallerThanTheCallsThatItNeedsIsRefused() {
        assertThat(BreakerConfig.builder().windowCalls(3).build().violations())
                .singleElement()
                .asString()
                .contains("could never open");
    }

    @Test
    void aProbeMustBeAbleToSucceedInTime() {
        assertThat(BreakerConfig.builder()
                        .successUptime(Duration.ofMinutes(5))
                        .build()
                        .violations())
                .singleElement()
                .asString()
                .contains("no probe could ever succeed");
    }
}
