package io.agentropic.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CpuLedgerTest {

    private final CpuLedger ledger = new CpuLedger();

    private static ProcessMetrics.Sample sample(long pid, long startTicks, long millis) {
        return new ProcessMetrics.Sample(pid, startTicks, Duration.ofMillis(millis), 0);
    }

    @Test
    void whatAnEndedProcessUsedStaysInTheSum() {
        assertThat(ledger.total(List.of(sample(1, 1, 100), sample(2, 1, 50)))).hasMillis(150);
        assertThat(ledger.total(List.of(sample(1, 1, 120)))).hasMillis(170);
        assertThat(ledger.total(List.of())).hasMillis(170);
    }

    @Test
    void aLaterProcessWithTheSameNumberIsCountedAnew() {
        ledger.total(List.of(sample(1, 1, 100)));
        assertThat(ledger.total(List.of(sample(1, 2, 30)))).hasMillis(130);
    }
}
