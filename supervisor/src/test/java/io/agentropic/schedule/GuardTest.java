package io.agentropic.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of policies that somebody else wrote. */
final class GuardTest {

    private static final Plan FROZEN = new Plan(Map.of("a", Share.FROZEN), null);

    @Test
    void oneThatAnswersIsFollowed() {
        Guard guard = new Guard("mine", _ -> new Plan(Map.of("a", Share.ofWeight(7)), Duration.ofSeconds(1)));
        assertThat(guard.plan(at(0)).of("a").weight()).isEqualTo(7);
        assertThat(guard.plan(at(1)).again()).isEqualTo(Duration.ofSeconds(1));
        assertThat(guard.givenUp()).isEmpty();
    }

    @Test
    void oneThatThrowsThreeTimesInARowIsGivenUp() {
        Guard guard = new Guard("mine", _ -> {
            throw new IllegalStateException("no idea");
        });
        assertThat(guard.plan(at(0)).again()).isEqualTo(Duration.ofMillis(100));
        guard.plan(at(1));
        assertThat(guard.givenUp()).isEmpty();
        assertThat(guard.plan(at(2))).isEqualTo(Plan.OWN);
        assertThat(guard.givenUp().orElse(""))
                .startsWith("policy 'mine' was given up, because it threw java.lang.IllegalStateException: no idea, 3")
                .endsWith("fair share has taken its place and everybody runs");
    }

    @Test
    void aGoodAnswerInBetweenForgivesTheFailuresBefore() {
        int[] asked = {0};
        Guard guard = new Guard("mine", _ -> {
            if (++asked[0] % 3 != 0) {
                throw new IllegalStateException();
            }
            return Plan.OWN;
        });
        for (int i = 0; i < 30; i++) {
            guard.plan(at(i));
        }
        assertThat(guard.givenUp()).isEmpty();
    }

    @Test
    void oneThatHangsIsGivenUpAndHoldsOneThread() {
        CountDownLatch never = new CountDownLatch(1);
        Guard guard = new Guard("mine", _ -> {
            while (never.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Plan.OWN;
        });
        for (int i = 0; i < 3; i++) {
            guard.plan(at(i));
        }
        assertThat(guard.givenUp().orElse("")).contains("did not answer within 50 ms, 3 times in a row");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("scheduling-policy"))
                .hasSizeLessThanOrEqualTo(1);
        never.countDown();
    }

    @Test
    void oneThatAnswersNothingHasFailed() {
        Guard guard = new Guard("mine", new NoAnswer());
        for (int i = 0; i < 3; i++) {
            guard.plan(at(i));
        }
        assertThat(guard.givenUp().orElse("")).contains("NullPointerException");
    }

    @Test
    void oneThatKeepsSomebodyFrozenIsGivenUpBeforeTenSecondsArePast() {
        Guard guard = new Guard("mine", _ -> FROZEN);
        assertThat(guard.plan(at(0)).again()).isEqualTo(Duration.ofMillis(100));
        assertThat(guard.plan(at(8_900)).of("a").frozen()).isTrue();
        assertThat(guard.plan(at(9_050)).of("a").frozen()).isFalse();
        assertThat(guard.givenUp().orElse("")).contains("kept 'a' frozen for 9 s");
    }

    @Test
    void oneThatLetsGoInTimeMayFreezeAgain() {
        boolean[] frozen = {true};
        Guard guard = new Guard("mine", _ -> frozen[0] ? FROZEN : Plan.OWN);
        guard.plan(at(0));
        frozen[0] = false;
        guard.plan(at(8_000));
        frozen[0] = true;
        guard.plan(at(8_100));
        assertThat(guard.plan(at(16_000)).of("a").frozen()).isTrue();
        assertThat(guard.givenUp()).isEmpty();
    }

    @Test
    void aPlanThatWasFrozenBeforeItsPolicyFailedIsWatchedAllTheSame() {
        int[] asked = {0};
        Guard guard = new Guard("mine", _ -> {
            if (asked[0]++ > 0) {
                throw new IllegalStateException();
            }
            return FROZEN;
        });
        guard.plan(at(0));
        guard.plan(at(100));
        assertThat(guard.plan(at(9_100)).of("a").frozen()).isFalse();
    }

    /** Breaks what its interface says. */
    private static final class NoAnswer implements SchedulingPolicy {
        @Override
        @SuppressWarnings("NullAway")
        public Plan plan(Snapshot snapshot) {
            return null;
        }
    }

    private static Snapshot at(long millis) {
        return new Snapshot(
                Duration.ofMillis(millis).toNanos(),
                1,
                true,
                List.of(new RunningAgent("a", null, Priority.NORMAL, 100, false, null, Duration.ZERO, false, false)));
    }
}
