package io.agentropic.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OwnProcessTest {

    @Test
    void thePidIsTheKernels() {
        assertThat(OwnProcess.pid()).isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void cpuTimeIsThatOfTheProcess() {
        assertThat(OwnProcess.cpuNanos()).isPositive();
    }

    @Test
    void aNameWithBlanksAndParenthesesIsSkipped() {
        assertThat(OwnProcess.cpuTicks("42 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 70 30 99 99"))
                .isEqualTo(100);
    }
}
