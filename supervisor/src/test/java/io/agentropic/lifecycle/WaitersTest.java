package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WaitersTest {

    private final Waiters waiters = new Waiters("a");
    private final CompletableFuture<Void> start = new CompletableFuture<>();
    private final CompletableFuture<Void> rest = new CompletableFuture<>();

    @BeforeEach
    void oneWaitsForEach() {
        waiters.awaitStart(start);
        waiters.awaitRest(rest);
    }

    @Test
    void aStartAnswersWhoWaitedForIt() {
        waiters.started();
        assertThat(start).isCompleted();
        assertThat(rest).isNotDone();
    }

    @Test
    void restAnswersBothAndTellsStartersWhy() {
        waiters.rested(AgentState.FAILED, "it broke");
        assertThat(rest).isCompleted();
        assertThat(start).isCompletedExceptionally();
        assertThat(start.exceptionNow())
                .isInstanceOf(AgentStateException.class)
                .hasMessage("agent 'a' is FAILED: it broke");
    }

    @Test
    void anEndFollowedByAnotherLifeAnswersWhoWaitedForTheEnd() {
        waiters.ended();
        assertThat(rest).isCompleted();
        assertThat(start).isNotDone();
    }

    @Test
    void aStuckProcessFailsBoth() {
        waiters.stuck("a process is still there");
        assertThat(rest).isCompletedExceptionally();
        assertThat(start).isCompletedExceptionally();
    }
}
