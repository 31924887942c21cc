package io.agentropic.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class BeatTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Duration WITHIN = Duration.ofSeconds(13);

    /** Readings of the monotonic clock may be negative. */
    private static final long BEGIN = -5 * SECOND;

    private static Finding look(Beat beat, long seconds) {
        return beat.look(BEGIN + seconds * SECOND, WITHIN, Duration.ofSeconds(30), false);
    }

    @Test
    void timeInWhichItStoodStillIsTakenOffWhatIsHeldAgainstIt() {
        Beat beat = Beat.awaited(BEGIN).next(BEGIN + SECOND, 1, true, "");
        Beat later = beat.later(Duration.ofSeconds(10), BEGIN + 20 * SECOND);

        assertThat(look(later, 24).outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(look(later, 25).outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(beat.later(Duration.ofSeconds(10), BEGIN + 2 * SECOND).nanos())
                .isEqualTo(BEGIN + 2 * SECOND);
    }

    @Test
    @DisplayName("S87: a heartbeat that is missing for longer than period and timeout is silence")
    void aMissingHeartbeatIsSilence() {
        Beat beat = Beat.awaited(BEGIN).next(BEGIN + SECOND, 1, true, "");

        assertThat(look(beat, 14).outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(look(beat, 15).outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(look(beat, 15).silent()).isTrue();
        assertThat(look(beat, 15).detail()).isEqualTo("no heartbeat for 14.0 s");
    }

    @Test
    @DisplayName("S89: an agent that beats and makes no step is unhealthy")
    void stepsThatStandStillAreAFailure() {
        Beat beat = Beat.awaited(BEGIN).next(BEGIN + SECOND, 7, true, "");
        for (int second = 2; second <= 31; second++) {
            beat = beat.next(BEGIN + second * SECOND, 7, true, "");
        }

        assertThat(look(beat, 31).outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(look(beat, 32).outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(look(beat, 32).silent()).isFalse();
        assertThat(look(beat, 32).detail()).contains("no step for 31.0 s", "step 7");
        assertThat(look(beat.next(BEGIN + 32 * SECOND, 8, true, ""), 32).outcome())
                .isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void withoutAProgressTimeoutStepsMayStandStill() {
        Beat beat = Beat.awaited(BEGIN).next(BEGIN + 3_600 * SECOND, 0, true, "");

        assertThat(beat.look(BEGIN + 3_600 * SECOND, WITHIN, null, false).outcome())
                .isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void anAgentThatSaysItIsUnhealthyIsBelieved() {
        Beat beat = Beat.awaited(BEGIN).next(BEGIN, 1, false, "the disk is full");

        assertThat(look(beat, 1)).isEqualTo(Finding.bad("its health() says: the disk is full"));
    }

    @Test
    void readinessWantsThatItWasSaid() {
        Beat beat = Beat.awaited(BEGIN).next(BEGIN, 1, true, "");

        assertThat(beat.look(BEGIN, WITHIN, null, true).outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(beat.saidReady().look(BEGIN, WITHIN, null, true).outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    @DisplayName("S99: time that it stood still counts for neither clock")
    void afterAPauseAllClocksBeginAnew() {
        Beat beat = Beat.awaited(BEGIN).next(BEGIN, 7, true, "").rearmed(BEGIN + 3_600 * SECOND);

        assertThat(look(beat, 3_612).outcome()).isEqualTo(Outcome.SUCCESS);
    }
}
