package io.agentropic.worker.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether those of higher levels want all carriers, told by the times between their safe points. */
final class TurnsTest {

    private static final long MILLI = 1_000_000;
    private static final int LOW = 0;
    private static final int NORMAL = 1;
    private static final int HIGH = 2;

    private final Turns turns = new Turns(2);
    private final Turn first = at(HIGH);
    private final Turn second = at(HIGH);

    @Test
    void whoeverWantsAllCarriersCrowdsOutLowerOnesOnly() {
        work(0, 200, first, second);

        assertThat(turns.higherOnesWantAll(NORMAL, 200 * MILLI)).isTrue();
        assertThat(turns.higherOnesWantAll(LOW, 200 * MILLI)).isTrue();
        assertThat(turns.higherOnesWantAll(HIGH, 200 * MILLI)).isFalse();
    }

    @Test
    void oneThatWantsOneOfTwoCarriersLeavesTheOther() {
        work(0, 200, first);

        assertThat(turns.higherOnesWantAll(LOW, 200 * MILLI)).isFalse();
    }

    @Test
    void stepsThatTakeLongCountAsWell() {
        for (long now = 0; now <= 400; now += 45) {
            turns.notes(first, 1 + now * MILLI);
            turns.notes(second, 1 + now * MILLI);
        }

        assertThat(turns.higherOnesWantAll(LOW, 400 * MILLI)).isTrue();
    }

    @Test
    void threeHalvesOfASliceAfterTheLastStepNobodyIsCrowdedOutAnyMore() {
        work(0, 200, first, second);

        assertThat(turns.higherOnesWantAll(LOW, 351 * MILLI)).isFalse();
    }

    @Test
    void whoWaitsForSomethingWantsNothingMeanwhile() {
        work(0, 100, first, second);
        first.since = 0;
        second.since = 0;
        work(1_000, 1_010, first, second);

        assertThat(turns.higherOnesWantAll(LOW, 1_051 * MILLI)).isFalse();
    }

    /** A step each millisecond. */
    private void work(long from, long until, Turn... all) {
        for (long now = from; now < until; now++) {
            for (Turn turn : all) {
                turns.notes(turn, 1 + now * MILLI);
            }
        }
    }

    private static Turn at(int level) {
        Turn turn = new Turn();
        turn.level = level;
        return turn;
    }
}
