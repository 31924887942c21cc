package io.agentropic.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class ProcessStatTest {

    private static final String REST =
            " 100 4711 4700 0 -1 4194560 1 2 3 4 50 60 7 8 20 0 13 0 987654 1000000 2048 1 2";

    @Test
    void aLineIsReadByItsColumns() {
        assertThat(ProcessStat.parse("4711 (java) S" + REST))
                .isEqualTo(new ProcessStat(4711, "java", 'S', 100, 4700, 50, 60, 13, 987654, 1000000, 2048));
    }

    @Test
    void aCommandMayPretendToBeColumns() {
        ProcessStat stat = ProcessStat.parse("4711 (a) R 1 (b) T" + REST);
        assertThat(stat.command()).isEqualTo("a) R 1 (b");
        assertThat(stat.stopped()).isTrue();
        assertThat(stat.parent()).isEqualTo(100);
    }

    @Test
    void zombiesHaveEnded() {
        assertThat(ProcessStat.parse("4711 (java) Z" + REST).ended()).isTrue();
        assertThat(ProcessStat.parse("4711 (java) S" + REST).ended()).isFalse();
    }

    @Test
    void otherLinesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessStat.parse(""));
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessStat.parse("4711 java S"));
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessStat.parse("4711 (java) S 1 2 3"));
    }
}
