package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PausingTest {

    @TempDir
    private Path directory;

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(directory, 1);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aPausedAgentStandsStillUntilItIsResumed() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild child = stage.runningChild(agent);
        done(agent.pause());
        assertThat(agent.view().status().paused()).isTrue();
        assertThat(agent.view().status().ready()).isFalse();
        assertThat(agent.view().state()).isEqualTo(AgentState.RUNNING);

        done(agent.resume());
        assertThat(agent.view().status().paused()).isFalse();
        assertThat(agent.view().status().ready()).isTrue();
        child.exit(0);
        Stage.awaitState(agent, AgentState.COMPLETED);
    }

    @Test
    void bothMayBeAskedForTwice() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        stage.runningChild(agent);
        done(agent.pause());
        done(agent.pause());
        done(agent.resume());
        done(agent.resume());
        assertThat(agent.view().status().paused()).isFalse();
    }

    @Test
    void anAgentThatKnowsCheckpointsIsAskedToReachOne() throws Exception {
        Agent agent = stage.beginCooperative();
        ScriptedChild child = stage.runningChild(agent);
        CompletableFuture<Void> pause = agent.pause();
        assertThat(child.hear()).isEqualTo(new SupervisorMessage.Pause(1));
        child.say(new WorkerMessage.Paused(1));
        done(pause);

        done(agent.resume());
        assertThat(child.hear())
                .isInstanceOfSatisfying(
                        SupervisorMessage.Resume.class,
                        resume -> assertThat(resume.epoch()).isEqualTo(1));
    }

    @Test
    void anAgentThatReachesNoCheckpointIsPausedAllTheSame() throws Exception {
        Agent agent = stage.beginCooperative();
        ScriptedChild child = stage.runningChild(agent);
        done(agent.pause());
        assertThat(child.hear()).isEqualTo(new SupervisorMessage.Pause(1));
        assertThat(agent.view().status().paused()).isTrue();
    }

    @Test
    void aPausedAgentStopsWithinItsGrace() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild child = stage.runningChild(agent);
        done(agent.pause());
        done(agent.stop(Duration.ofMinutes(10)));
        assertThat(agent.view().state()).isEqualTo(AgentState.STOPPED);
        assertThat(child.lives()).isFalse();
    }

    @Test
    void aPausedAgentIsKilledAtOnce() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        stage.runningChild(agent);
        done(agent.pause());
        done(agent.stop(Duration.ZERO));
        assertThat(agent.view().state()).isEqualTo(AgentState.STOPPED);
    }

    @Test
    void theNextIncarnationOfAPausedAgentRuns() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        stage.runningChild(agent);
        done(agent.pause());
        CompletableFuture<Void> restart = agent.restart();
        ScriptedChild next = stage.runningChild(agent);
        done(restart);
        assertThat(agent.view().status().paused()).isFalse();
        next.exit(0);
        Stage.awaitState(agent, AgentState.COMPLETED);
    }

    @Test
    void aPauseThatLastsTooLongIsToldAndGoesOn() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        stage.services().events().listen(event -> told.add(event.reason()));
        Agent agent = stage.begin(
                Supervision.builder().maxPause(Duration.ofMillis(20)).build());
        ScriptedChild child = stage.runningChild(agent);
        assertThat(agent.view().status().pauseOverdue()).isFalse();
        done(agent.pause());
        Stage.eventually(() -> agent.view().status().pauseOverdue());
        assertThat(agent.view().status().paused()).isTrue();
        assertThat(agent.view().status().reason()).contains("longer than its pause.max of 20 ms");
        Stage.eventually(() -> told.contains(agent.view().status().reason()));

        done(agent.resume());
        assertThat(agent.view().status().pauseOverdue()).isFalse();
        child.exit(0);
        Stage.awaitState(agent, AgentState.COMPLETED);
    }

    @Test
    void anAgentAtRestCannotBePaused() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        stage.child().exit(0);
        Stage.awaitState(agent, AgentState.COMPLETED);
        assertThatThrownBy(() -> done(agent.pause()))
                .hasCauseInstanceOf(AgentStateException.class)
                .hasMessageContaining("COMPLETED");
    }

    private static void done(CompletableFuture<Void> request) throws Exception {
        request.get(20, TimeUnit.SECONDS);
    }
}
