package io.agentropic.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.syscall.Rlimit;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OwnLimitsTest {

    private static final List<String> LIMITS = List.of(
            "Limit                     Soft Limit           Hard Limit           Units     ",
            "Max file size             1048576              1048576              bytes     ",
            "Max core file size        0                    unlimited            bytes     ",
            "Max open files            64                   128                  files     ");

    @Test
    void aLimitHoldsWhenItCannotBeRaised() {
        assertThat(OwnLimits.hard(LIMITS, Rlimit.FSIZE)).hasValue(1_048_576);
        assertThat(OwnLimits.hard(LIMITS, Rlimit.CORE)).isEmpty();
        assertThat(OwnLimits.hard(LIMITS, Rlimit.NOFILE)).isEmpty();
    }
}
