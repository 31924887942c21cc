package io.agentropic.fence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LivenessTest {

    private static final String NONE = "0000000000000000";

    @Test
    void aKillOnItsWayIsSeenOfTheThreadAndOfTheProcess() {
        assertThat(Liveness.flawIn(status("S (sleeping)", "0000000000000100", NONE)))
                .contains("is about to end");
        assertThat(Liveness.flawIn(status("S (sleeping)", NONE, "8000000000000100")))
                .contains("is about to end");
    }

    @Test
    void otherSignalsAreNone() {
        assertThat(Liveness.flawIn(status("R (running)", "0000000000004000", "fffffffffffffeff")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z (zombie)", "X (dead)", "T (stopped)", "t (tracing stop)"})
    void whatIsStoppedOrEndedDoesNotRun(String state) {
        assertThat(Liveness.flawIn(status(state, NONE, NONE))).contains("does not run: its state is " + state);
    }

    @Test
    void whoseMemoryWasGivenBackIsAboutToEnd() {
        assertThat(Liveness.flawIn(status("S (sleeping)", NONE, NONE).replaceAll("VmSize.*\n", "")))
                .contains("is about to end");
    }

    @Test
    void aProcessThatIsGoneIsAsGoodAsKilled() {
        assertThat(Liveness.flaw(Long.MAX_VALUE)).contains("is gone");
        assertThat(Liveness.flaw(ProcessHandle.current().pid())).isEmpty();
    }

    private static String status(String state, String ofThread, String ofProcess) {
        return "Name:\tjava\nUmask:\t0022\nState:\t" + state + "\nVmSize:\t  123456 kB\nSigQ:\t0/63474\nSigPnd:\t"
                + ofThread + "\nShdPnd:\t" + ofProcess + "\nSigBlk:\t0000000000000100\n";
    }
}
