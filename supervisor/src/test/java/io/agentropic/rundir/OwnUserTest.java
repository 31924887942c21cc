package io.agentropic.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.syscall.CurrentProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OwnUserTest {

    @Test
    void itIsTheEffectiveUser() {
        assertThat(OwnUser.uid(List.of("Name:\tjava", "Uid:\t1000\t65534\t1000\t1000", "Gid:\t1\t2\t3\t4")))
                .isEqualTo(65534);
    }

    @Test
    void theKernelAgrees() {
        assertThat(OwnUser.uid()).isEqualTo(CurrentProcess.effectiveUser());
    }

    @Test
    void anUnknownFormatIsAnError() {
        assertThatThrownBy(() -> OwnUser.uid(List.of())).hasMessageContaining("has no line 'Uid:'");
    }
}
