package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.Identity;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.process.ProcessStat;
import io.agentropic.process.ProcessTable;
import io.agentropic.schedule.Plan;
import io.agentropic.schedule.Preemption;
import io.agentropic.schedule.RunningAgent;
import io.agentropic.schedule.Scheduler;
import io.agentropic.schedule.SchedulingConfig;
import io.agentropic.schedule.SchedulingPolicy;
import io.agentropic.schedule.Share;
import io.agentropic.schedule.Snapshot;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scheduler wants of an agent, beside what others want of it. */
final class SlicingTest {

    private static final AtomicBoolean HOLD = new AtomicBoolean();

    @TempDir
    private Path directory;

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        HOLD.set(false);
        stage = new Stage(directory, 1);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    /** Holds all agents, or none. */
    public static final class Commanded implements SchedulingPolicy {
        /** For the scheduler. */
        public Commanded() {}

        @Override
        public Plan plan(Snapshot snapshot) {
            Share share = HOLD.get() ? Share.FROZEN : Share.OWN;
            return new Plan(
                    snapshot.agents().stream().collect(Collectors.toMap(RunningAgent::name, _ -> share)),
                    Duration.ofMillis(10));
        }
    }

    @Test
    void whoStandsStillForOthersIsNotPausedAndRunsWhenItIsLetGo() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild child = stage.runningChild(agent);
        hold(Preemption.PREEMPTIVE);
        Stage.eventually(() -> standsStill(agent, child));
        assertThat(agent.view().status().paused()).isFalse();
        assertThat(agent.view().status().ready()).isTrue();

        HOLD.set(false);
        Stage.eventually(() -> !standsStill(agent, child));
        child.exit(0);
        Stage.awaitState(agent, AgentState.COMPLETED);
    }

    @Test
    void anAgentThatKnowsCheckpointsIsAskedAndHeldThere() throws Exception {
        Agent agent = stage.beginCooperative();
        ScriptedChild child = stage.runningChild(agent);
        hold(Preemption.COOPERATIVE);
        assertThat(child.hear()).isEqualTo(new SupervisorMessage.Pause(1));
        assertThat(standsStill(agent, child)).isFalse();
        child.say(new WorkerMessage.Paused(1));
        Stage.eventually(() -> standsStill(agent, child));

        HOLD.set(false);
        assertThat(child.hear())
                .isInstanceOfSatisfying(
                        SupervisorMessage.Resume.class,
                        resume -> assertThat(resume.epoch()).isEqualTo(1));
        Stage.eventually(() -> !standsStill(agent, child));
    }

    @Test
    void anAgentThatReachesNoCheckpointIsHeldAllTheSame() throws Exception {
        Agent agent = stage.beginCooperative();
        ScriptedChild child = stage.runningChild(agent);
        hold(Preemption.COOPERATIVE);
        assertThat(child.hear()).isEqualTo(new SupervisorMessage.Pause(1));
        Stage.eventually(() -> standsStill(agent, child));
    }

    @Test
    void nobodyIsAskedWhenAllAreHeldAtOnce() throws Exception {
        Agent agent = stage.beginCooperative();
        ScriptedChild child = stage.runningChild(agent);
        hold(Preemption.PREEMPTIVE);
        Stage.eventually(() -> standsStill(agent, child));
        HOLD.set(false);
        Stage.eventually(() -> !standsStill(agent, child));
        done(agent.pause());
        assertThat(child.hear()).isEqualTo(new SupervisorMessage.Pause(1));
    }

    @Test
    void whoIsHeldStopsWithinItsGraceAndItsNextLifeRuns() throws Exception {
        Agent agent = stage.begin(
                Supervision.builder().stopGrace(Duration.ofMillis(200)).build());
        ScriptedChild child = stage.runningChild(agent);
        hold(Preemption.PREEMPTIVE);
        Stage.eventually(() -> standsStill(agent, child));
        CompletableFuture<Void> restart = agent.restart();
        ScriptedChild next = stage.runningChild(agent);
        done(restart);
        assertThat(child.lives()).isFalse();
        Stage.eventually(() -> standsStill(agent, next));
        done(agent.stop(Duration.ofMillis(200)));
        assertThat(next.lives()).isFalse();
    }

    @Test
    void aPauseOutlastsTheTimeForOthersAndTheOtherWayRound() throws Exception {
        Agent agent = stage.begin(Supervision.DEFAULT);
        ScriptedChild child = stage.runningChild(agent);
        hold(Preemption.PREEMPTIVE);
        Stage.eventually(() -> standsStill(agent, child));
        done(agent.pause());
        assertThat(agent.view().status().paused()).isTrue();
        done(agent.resume());
        assertThat(agent.view().status().paused()).isFalse();
        assertThat(standsStill(agent, child)).isTrue();

        done(agent.pause());
        HOLD.set(false);
        stage.services().scheduler().look();
        Stage.eventually(() -> agent.view().status().paused());
        assertThat(standsStill(agent, child)).isTrue();
        done(agent.resume());
        Stage.eventually(() -> !standsStill(agent, child));
    }

    private void hold(Preemption how) {
        Scheduler scheduler = stage.services().scheduler();
        scheduler.use(new SchedulingConfig(Commanded.class.getName(), SchedulingConfig.DEFAULT.timeSlice(), how));
        HOLD.set(true);
    }

    private static boolean standsStill(Agent agent, ScriptedChild child) {
        Identity identity = agent.view().status().identity();
        Path group = identity == null ? null : identity.controlGroup();
        try {
            return group == null
                    ? ProcessTable.LIVE
                            .find(child.pid())
                            .filter(ProcessStat::stopped)
                            .isPresent()
                    : Files.readString(group.resolve("cgroup.events")).contains("frozen 1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void done(CompletableFuture<Void> request) throws Exception {
        request.get(20, TimeUnit.SECONDS);
    }
}
