package io.agentropic.fence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PendingKillTest {

    @Test
    void aKillOnItsWayIsSeenOfTheThreadAndOfTheProcess() {
        assertThat(PendingKill.isIn(status("0000000000000100", "0000000000000000")))
                .isTrue();
        assertThat(PendingKill.isIn(status("0000000000000000", "8000000000000100")))
                .isTrue();
    }

    @Test
    void otherSignalsAreNone() {
        assertThat(PendingKill.isIn(status("0000000000004000", "fffffffffffffeff")))
                .isFalse();
    }

    @Test
    void aProcessThatIsGoneIsAsGoodAsKilled() {
        assertThat(PendingKill.awaits(Long.MAX_VALUE)).isTrue();
        assertThat(PendingKill.awaits(ProcessHandle.current().pid())).isFalse();
    }

    private static String status(String ofThread, String ofProcess) {
        return "Name:\tjava\nSigQ:\t0/63474\nSigPnd:\t" + ofThread + "\nShdPnd:\t" + ofProcess
                + "\nSigBlk:\t0000000000000100\n";
    }
}
