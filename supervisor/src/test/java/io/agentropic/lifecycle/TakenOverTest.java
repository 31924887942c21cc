package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.WorkerMessage;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentState;
import io.agentropic.status.WarmPoolStatus;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent with a standby that has crashed once, so that its second life is one that was taken over. */
@Tag("host")
final class TakenOverTest {

    private static final Supervision WITH_STANDBY = Supervision.builder()
            .restartPolicy(RestartPolicy.ON_FAILURE)
            .backoff(BackoffStrategy.fixed(Duration.ofMillis(1)))
            .resetAfter(Duration.ofHours(1))
            .standby(true)
            .build();

    @TempDir
    Path temporary;

    private Stage stage;
    private Agent agent;
    /** The worker of the second life; it was told to start and has said nothing since. */
    private ScriptedChild waited;

    @BeforeEach
    void takeOver() throws Exception {
        stage = new Stage(temporary, 1);
        agent = stage.begin(WITH_STANDBY);
        ScriptedChild first = stage.runningChild(agent);
        waited = stage.child();
        waited.sayHello();
        Stage.eventually(() -> pool().standby() == 1);
        first.exit(1);
        assertThat(waited.hearStart().incarnation()).isEqualTo(2);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aWorkerThatIsLostBeforeTheAgentsCodeWasEnteredIsReplacedWithinTheSameLife() throws Exception {
        waited.exit(9);
        ScriptedChild own = stage.runningChild(agent);

        assertThat(own.pid()).isNotEqualTo(waited.pid());
        assertThat(agent.view().status().incarnation()).isEqualTo(2);
        assertThat(agent.view().status().restarts()).isEqualTo(1);
        assertThat(agent.view().status().consecutiveFailures()).isEqualTo(1);
        assertThat(agent.view().status().pid()).isEqualTo(own.pid());
        Stage.eventually(() -> pool().unfit() == 1);
        assertThat(stage.hooksCalled()).doesNotContain("stop 2 FAILED");
    }

    @Test
    void aWorkerThatIsLostAfterTheAgentsCodeWasEnteredIsAFailedLife() throws Exception {
        waited.say(new WorkerMessage.Entering());
        waited.exit(9);
        ScriptedChild next = stage.child();

        assertThat(next.greet().incarnation()).isEqualTo(3);
        assertThat(agent.view().status().consecutiveFailures()).isEqualTo(2);
        assertThat(pool().unfit()).isZero();
    }

    @Test
    void aStopWhileItIsReplacedEndsTheAgent() throws Exception {
        waited.exit(9);
        var stopped = agent.stop(Duration.ZERO);
        stopped.get();

        Stage.awaitState(agent, AgentState.STOPPED);
    }

    private WarmPoolStatus pool() {
        return stage.services().pool().status();
    }
}
