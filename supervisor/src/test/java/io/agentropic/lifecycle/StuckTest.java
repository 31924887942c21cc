package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitCause;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent of which something survives SIGKILL. */
@Tag("host")
@Timeout(60)
final class StuckTest {

    @TempDir
    Path directory;

    private Stage stage;
    private StubbornFencing fencing;

    @BeforeEach
    void open() throws Exception {
        AtomicReference<StubbornFencing> made = new AtomicReference<>();
        stage = new Stage(directory, 1, real -> {
            StubbornFencing around = new StubbornFencing(real);
            made.set(around);
            return around;
        });
        fencing = Objects.requireNonNull(made.get());
    }

    @AfterEach
    void close() throws Exception {
        fencing.letGo();
        stage.close();
    }

    @Test
    @DisplayName("S69: what survives SIGKILL is stuck: the stop fails, nothing is started, until it is gone")
    void whatSurvivesTheKillIsStuckUntilItIsGone() throws Exception {
        stage.childrenIgnoreTermination();
        Agent agent = stage.begin(
                Supervision.builder().restartPolicy(RestartPolicy.ALWAYS).build());
        ScriptedChild child = stage.runningChild(agent);
        assertRefused(agent.stop(Duration.ofMillis(100)), "still running after SIGKILL");
        assertThat(agent.view().state()).isEqualTo(AgentState.STUCK);
        assertThat(child.lives()).isTrue();

        assertRefused(agent.start(), "STUCK");
        assertRefused(agent.restart(), "STUCK");
        assertRefused(agent.stop(Duration.ZERO), "still running after SIGKILL");
        assertRefused(agent.remove(), "STUCK");
        assertThat(stage.hasFreshChild()).isFalse();

        fencing.letGo();
        child.exit(0);
        Stage.awaitState(agent, AgentState.STOPPED);
        assertThat(agent.view().status().incarnation()).isEqualTo(1);
        assertThat(agent.view().status().lastExit()).isNotNull().satisfies(report -> {
            assertThat(report.cause()).isIn(ExitCause.FORCED, ExitCause.STOPPED);
        });
        var _ = agent.start();
        stage.runningChild(agent);
    }

    @Test
    @DisplayName("S69: one that ends by itself while something of it is stuck is not started again before that is gone")
    void aFailureWithAStuckProcessIsNotRestarted() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        stage.runningChild(agent).exit(1);
        Stage.awaitState(agent, AgentState.STUCK);
        assertThat(stage.hasFreshChild()).isFalse();

        fencing.letGo();
        stage.runningChild(agent);
        assertThat(agent.view().status().incarnation()).isEqualTo(2);
    }

    private static void assertRefused(CompletableFuture<Void> request, String why) {
        assertThatThrownBy(() -> request.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(AgentStateException.class)
                .hasMessageContaining(why);
    }
}
