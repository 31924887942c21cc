package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's hook before a process is started. */
final class PreparingTest {

    private static final Supervision NO_RESTARTS =
            Supervision.builder().maxRestarts(0).build();

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
    void aHookThatThrowsIsAStartThatFailed() throws Exception {
        stage.beforeStart(() -> {
            throw new IOException("no licence");
        });
        Agent agent = stage.begin(NO_RESTARTS);
        Stage.awaitState(agent, AgentState.FAILED);

        ExitReport exit = lastExit(agent);
        assertThat(exit.cause()).isEqualTo(ExitCause.SPAWN_FAILED);
        assertThat(exit.summary()).contains("preStart").contains("no licence");
        assertThat(exit.pid()).isNull();
        assertThat(agent.view().status().consecutiveFailures()).isEqualTo(1);
        assertThat(stage.hasFreshChild()).isFalse();
        Stage.eventually(() -> stage.hooksCalled().contains("give up 1"));
        assertThat(stage.hooksCalled())
                .containsExactly("failure 1 of 1, again in -", "stop 1 SPAWN_FAILED", "give up 1");
    }

    @Test
    void aHookThatHangsIsCutAndTheStartHasFailed() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        stage.beforeStart(() -> {
            never.await();
            return "";
        });
        Agent agent = stage.begin(NO_RESTARTS);
        Stage.awaitState(agent, AgentState.FAILED);

        assertThat(lastExit(agent).summary()).contains("preStart").contains("5000 ms");
    }

    @Test
    void aStopDoesNotWaitForTheHook() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        stage.beforeStart(() -> {
            entered.countDown();
            open.await();
            return "";
        });
        Agent agent = stage.begin(Supervision.DEFAULT);
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> start = agent.start();
        agent.stop(Duration.ofMinutes(1)).get(20, TimeUnit.SECONDS);

        assertThat(agent.view().state()).isEqualTo(AgentState.STOPPED);
        assertThat(lastExit(agent).cause()).isEqualTo(ExitCause.STOPPED);
        assertThatThrownBy(() -> start.get(20, TimeUnit.SECONDS)).hasMessageContaining("stopped before it was started");
        open.countDown();
        Stage.eventually(() -> stage.hooksCalled().contains("stop 1 STOPPED"));
        assertThat(stage.hasFreshChild()).isFalse();
    }

    private static ExitReport lastExit(Agent agent) {
        return Objects.requireNonNull(agent.view().status().lastExit());
    }
}
