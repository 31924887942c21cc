package io.agentropic.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DurationRulesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void zeroIsNotAboveZero() {
        assertThat(DurationRules.aboveZero("key", Duration.ZERO)).containsExactly("key must be above zero, not 0s");
        assertThat(DurationRules.aboveZero("key", SECOND)).isEmpty();
        assertThat(DurationRules.zeroOrMore("key", Duration.ZERO)).isEmpty();
        assertThat(DurationRules.zeroOrMore("key", SECOND.negated())).containsExactly("key must not be negative: -1s");
    }

    @Test
    void aHundredYearsAreEnough() {
        assertThat(DurationRules.LONGEST.toNanos()).isPositive();
        assertThat(DurationRules.aboveZero("key", DurationRules.LONGEST)).isEmpty();
        assertThat(DurationRules.zeroOrMore("key", DurationRules.LONGEST.plus(SECOND)))
                .containsExactly("key must be at most 100 years, not 876000h1s");
        assertThat(DurationRules.zeroOrMore("key", Duration.ofSeconds(Long.MAX_VALUE)))
                .hasSize(1);
    }
}
