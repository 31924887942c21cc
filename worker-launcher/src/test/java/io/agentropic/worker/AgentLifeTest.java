package io.agentropic.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.Program;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.SupervisorMessage.Pause;
import io.agentropic.ipc.SupervisorMessage.Resume;
import io.agentropic.ipc.SupervisorMessage.Stop;
import io.agentropic.ipc.SupervisorMessage.Undeliverable;
import io.agentropic.ipc.WorkerMessage.Exiting;
import io.agentropic.ipc.WorkerMessage.Finished;
import io.agentropic.ipc.WorkerMessage.Heartbeat;
import io.agentropic.ipc.WorkerMessage.Paused;
import io.agentropic.ipc.WorkerMessage.Ready;
import io.agentropic.ipc.WorkerMessage.Result;
import io.agentropic.ipc.WorkerMessage.Send;
import io.agentropic.ipc.WorkerMessage.Started;
import io.agentropic.ipc.WorkerMessage.UncaughtError;
import io.agentropic.worker.fixture.Agents;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that know the API. */
final class AgentLifeTest {

    private static final Stop STOP = new Stop("deploy", 10_000);

    @TempDir
    Path directory;

    @Test
    void anAgentGetsWhatItWasGivenAndCompletes() throws Exception {
        try (Child child = Child.greeted(directory)) {
            child.start(new Program.AgentClass(Agents.Describer.class.getName()), "--fast", "x");

            child.await(Started.class);
            assertThat(child.await(Result.class).payload().text()).isEqualTo("indexer#3 [--fast, x] input a main -1");
            assertThat(child.await(Finished.class).failed()).isFalse();
            child.await(Exiting.class);
            assertThat(child.exitCode()).isZero();
            assertThat(child.stdout()).isEqualTo("shutdown ran\n");
            assertThat(child.stderr()).isEmpty();
        }
    }

    @Test
    void messagesGoInAndOut() throws Exception {
        Headers headers = new Headers(Map.of("traceparent", "00-1"));
        try (Child child = Child.running(directory, Agents.Echo.class)) {
            child.await(Ready.class);
            child.say(new Deliver("crawler", headers, Payload.of("grüße")));
            assertThat(child.await(Send.class)).isEqualTo(new Send("crawler", headers, Payload.of("grüße")));

            Payload large = Payload.of(new byte[3_000_000]);
            child.say(new Deliver("crawler", Headers.NONE, large));
            assertThat(child.await(Send.class)).isEqualTo(new Send("crawler", Headers.NONE, large));

            child.say(STOP);
            assertThat(child.await(Result.class).payload().text()).isEqualTo("deadline known: true");
            assertThat(child.exitCode()).isZero();
            assertThat(child.hasSaid(Ready.class)).isFalse();
        }
    }

    @Test
    void whatCannotBeDeliveredIsMentionedOncePerName() throws Exception {
        try (Child child = Child.running(directory, Agents.Echo.class)) {
            child.say(new Undeliverable("ghost", "no agent has this name"));
            child.say(new Undeliverable("ghost", "no agent has this name"));
            child.say(STOP);

            assertThat(child.exitCode()).isZero();
            assertThat(child.stderr())
                    .isEqualTo("agentropic-worker: a message to ghost was not delivered: no agent has this name"
                            + " (further ones to it are not mentioned)\n");
        }
    }

    @Test
    void aPauseHoldsTheAgentAtItsSafePointUntilItIsResumed() throws Exception {
        try (Child child = Child.running(directory, Agents.Steady.class)) {
            child.await(Started.class);
            child.say(new Pause(7));
            assertThat(child.await(Paused.class).epoch()).isEqualTo(7);
            child.await(Heartbeat.class);
            long paused = child.await(Heartbeat.class).progress();
            assertThat(child.await(Heartbeat.class).progress()).isEqualTo(paused);

            child.say(new Resume(6, 100));
            assertThat(child.await(Heartbeat.class).progress()).isEqualTo(paused);

            child.say(new Resume(7, 100));
            child.await(Heartbeat.class);
            assertThat(child.await(Heartbeat.class).progress()).isGreaterThan(paused);

            child.say(STOP);
            assertThat(child.exitCode()).isZero();
            assertThat(child.hasSaid(Paused.class)).isFalse();
        }
    }

    @Test
    void waitingForAMessageIsASafePoint() throws Exception {
        try (Child child = Child.running(directory, Agents.Echo.class)) {
            child.await(Ready.class);
            child.say(new Pause(1));
            child.await(Paused.class);
            child.say(new Deliver("a", Headers.NONE, Payload.of("held")));
            child.await(Heartbeat.class);
            child.await(Heartbeat.class);
            assertThat(child.hasSaid(Send.class)).isFalse();

            child.say(new Resume(1, 100));
            assertThat(child.await(Send.class).payload().text()).isEqualTo("held");

            child.say(STOP);
            assertThat(child.exitCode()).isZero();
        }
    }

    @Test
    void aStopReachesAPausedAgent() throws Exception {
        try (Child child = Child.running(directory, Agents.Steady.class)) {
            child.say(new Pause(1));
            child.await(Paused.class);
            child.say(STOP);

            assertThat(child.await(Finished.class).failed()).isFalse();
            assertThat(child.exitCode()).isZero();
        }
    }

    @Test
    void anAgentWithoutSafePointsIsInterruptedInItsGrace() throws Exception {
        try (Child child = Child.running(directory, Agents.OnlyInterruptible.class)) {
            child.await(Started.class);
            child.say(new Stop("deploy", 1_000));

            assertThat(child.await(Finished.class).failed()).isFalse();
            assertThat(child.exitCode()).isZero();
            assertThat(child.hasSaid(UncaughtError.class)).isFalse();
        }
    }

    @Test
    void anAgentThatIgnoresEverythingIsShutDownBesideItsWork() throws Exception {
        try (Child child = Child.running(directory, Agents.Deaf.class)) {
            child.await(Started.class);
            child.say(new Stop("deploy", 1_000));

            assertThat(child.await(Result.class).payload().text()).isEqualTo("cleaned up on agentropic-stop");
            assertThat(child.await(Finished.class).failed()).isFalse();
            assertThat(child.exitCode()).isZero();
        }
    }

    @Test
    void anAgentThatThrowsIsReportedAndShutDown() throws Exception {
        try (Child child = Child.running(directory, Agents.Fails.class)) {
            child.await(Started.class);
            UncaughtError error = child.await(UncaughtError.class);
            assertThat(error.thread()).isEqualTo("main");
            assertThat(error.type()).isEqualTo("java.lang.IllegalStateException");
            assertThat(error.message()).isEqualTo("disk on fire");
            assertThat(error.stackTrace()).contains("Agents$Fails.execute(Agents.java:");
            assertThat(error.memoryExhausted()).isFalse();
            assertThat(child.await(Finished.class).failed()).isTrue();
            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(child.stdout()).isEqualTo("shutdown ran\n");
            assertThat(child.stderr())
                    .startsWith("Exception in thread \"main\" java.lang.IllegalStateException: disk on fire\n\tat ");
        }
    }

    @Test
    void anAgentThatCannotInitializeNeverStarts() throws Exception {
        try (Child child = Child.running(directory, Agents.FailsToInitialize.class)) {
            assertThat(child.await(UncaughtError.class).message()).isEqualTo("no such index");
            assertThat(child.await(Finished.class).failed()).isTrue();
            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(child.stdout()).isEqualTo("shutdown ran\n");
            assertThat(child.hasSaid(Started.class)).isFalse();
        }
    }

    @Test
    void aConstructorThatThrowsIsTheAgentsFailure() throws Exception {
        try (Child child = Child.running(directory, Agents.FailsToBeMade.class)) {
            assertThat(child.await(UncaughtError.class).message()).isEqualTo("not today");
            assertThat(child.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void theAgentsOwnExitCodeIsHonoured() throws Exception {
        try (Child child = Child.running(directory, Agents.ExitsWithSeven.class)) {
            child.await(Exiting.class);
            assertThat(child.exitCode()).isEqualTo(7);
            assertThat(child.hasSaid(Finished.class)).isFalse();
        }
    }

    @Test
    void aThreadThatDiesIsReportedAndTheAgentGoesOn() throws Exception {
        try (Child child = Child.running(directory, Agents.LosesAThread.class)) {
            UncaughtError error = child.await(UncaughtError.class);
            assertThat(error.thread()).isEqualTo("side");
            assertThat(child.await(Result.class).payload().text()).isEqualTo("still here");
            assertThat(child.exitCode()).isZero();
        }
    }

    @Test
    void heapExhaustionLeavesItsMarker() throws Exception {
        try (Child child = Child.running(directory, Agents.EatsTheHeap.class)) {
            assertThat(child.await(UncaughtError.class).memoryExhausted()).isTrue();
            assertThat(child.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void heartbeatsCarryProgressHealthAndTheJvmsView() throws Exception {
        try (Child child = Child.running(directory, Agents.Unwell.class)) {
            Heartbeat heartbeat = child.await(Heartbeat.class);
            assertThat(heartbeat.sequence()).isEqualTo(1);
            while (heartbeat.healthy()) {
                heartbeat = child.await(Heartbeat.class);
            }
            assertThat(heartbeat.detail()).isEqualTo("index is 2 h old");
            assertThat(heartbeat.progress()).isEqualTo(1);
            assertThat(heartbeat.jvm().heapMaxBytes()).isBetween(16L << 20, 32L << 20);
            assertThat(heartbeat.jvm().heapUsedBytes()).isPositive();
            assertThat(heartbeat.jvm().nonHeapUsedBytes()).isPositive();
            assertThat(heartbeat.jvm().threads()).isGreaterThan(4);
            assertThat(heartbeat.jvm().cpuNanos()).isPositive();

            child.say(new Stop("done", 1_000));
            assertThat(child.exitCode()).isZero();
        }
    }

    @Test
    void aHealthCheckThatHangsIsReportedWhileTheHeartbeatGoesOn() throws Exception {
        try (Child child = Child.running(directory, Agents.HangsInHealth.class)) {
            Heartbeat heartbeat = child.await(Heartbeat.class);
            while (heartbeat.healthy()) {
                heartbeat = child.await(Heartbeat.class);
            }
            assertThat(heartbeat.detail()).isEqualTo("health() has not returned for 5 s");

            child.say(new Stop("done", 1_000));
            assertThat(child.exitCode()).isZero();
        }
    }

    @Test
    void anInterruptedThreadDoesNotBreakTheConnection() throws Exception {
        try (Child child = Child.running(directory, Agents.SendsInterrupted.class)) {
            assertThat(child.await(Send.class))
                    .isEqualTo(new Send("b", new Headers(Map.of("k", "v")), Payload.of(new byte[] {1})));
            assertThat(child.await(Finished.class).failed()).isFalse();
            assertThat(child.exitCode()).isZero();
        }
    }

    @Test
    void aBareSigtermEndsTheJvm() throws Exception {
        try (Child child = Child.running(directory, Agents.Steady.class)) {
            child.await(Started.class);
            child.terminate();

            child.await(Exiting.class);
            assertThat(child.exitCode()).isEqualTo(143);
        }
    }
}
