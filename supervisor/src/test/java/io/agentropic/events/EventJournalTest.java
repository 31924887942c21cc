package io.agentropic.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is remembered of events, and what a follower gets. */
final class EventJournalTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final EventJournal journal = new EventJournal();

    @Test
    void theLastThousandAreRemembered() {
        happen(0, 1_500);

        assertThat(journal.last(5_000)).hasSize(1_000).first().isEqualTo(event(500));
        assertThat(journal.last(2)).containsExactly(event(1_498), event(1_499));
        assertThat(journal.last(0)).isEmpty();
    }

    @Test
    void aFollowerGetsTheLastOnesAndThenTheNextOnes() throws InterruptedException {
        happen(0, 5);
        try (EventFollower follower = journal.follow(2)) {
            happen(5, 6);

            assertThat(follower.next(AT_ONCE)).hasValue(event(3));
            assertThat(follower.next(AT_ONCE)).hasValue(event(4));
            assertThat(follower.next(AT_ONCE)).hasValue(event(5));
            assertThat(follower.next(AT_ONCE)).isEmpty();
            assertThat(follower.takeLost()).isZero();
        }
    }

    @Test
    void aFollowerThatDoesNotReadLosesEventsAndIsToldHowMany() throws InterruptedException {
        try (EventFollower follower = journal.follow(0)) {
            happen(0, 2_500);

            assertThat(follower.takeLost()).isEqualTo(500);
            assertThat(follower.takeLost()).isZero();
            assertThat(follower.next(AT_ONCE)).hasValue(event(0));
        }
    }

    @Test
    void whoFollowsNoLongerGetsNothing() throws InterruptedException {
        EventFollower follower = journal.follow(0);
        follower.close();
        happen(0, 1);

        assertThat(follower.next(AT_ONCE)).isEmpty();
    }

    private void happen(int from, int to) {
        for (int i = from; i < to; i++) {
            journal.accept(event(i));
        }
    }

    private static AgentEvent event(int number) {
        return new AgentEvent(Instant.EPOCH, "a", number, AgentState.STARTING, AgentState.RUNNING, "event " + number);
    }
}
