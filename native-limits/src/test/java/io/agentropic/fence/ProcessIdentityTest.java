package io.agentropic.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("host")
final class ProcessIdentityTest {

    @Test
    void aProcessIsAliveUntilItEnds() throws Exception {
        Process child = new ProcessBuilder("sleep", "100").start();
        ProcessIdentity identity = ProcessIdentity.of(child.pid());
        assertThat(identity.isAlive()).isTrue();
        child.destroyForcibly().waitFor();
        assertThat(identity.isAlive()).isFalse();
        assertThatThrownBy(() -> ProcessIdentity.of(child.pid())).isInstanceOf(FenceException.class);
    }

    @Test
    void anotherProcessOrBootWithTheSameNumberIsNotIt() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid());
        assertThat(self.isAlive()).isTrue();
        assertThat(new ProcessIdentity(self.pid(), self.startTicks() + 1, self.bootId()).isAlive())
                .isFalse();
        assertThat(new ProcessIdentity(self.pid(), self.startTicks(), "another boot").isAlive())
                .isFalse();
    }
}
