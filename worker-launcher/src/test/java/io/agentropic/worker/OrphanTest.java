package io.agentropic.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.agent.Agent;
import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.SupervisorMessage.Pause;
import io.agentropic.ipc.WorkerMessage.Exiting;
import io.agentropic.ipc.WorkerMessage.Heartbeat;
import io.agentropic.ipc.WorkerMessage.Paused;
import io.agentropic.ipc.WorkerMessage.Started;
import io.agentropic.worker.fixture.Agents;
import io.agentropic.worker.fixture.Programs;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers whose supervisor is gone: none may live for longer than 5 s. */
final class OrphanTest {

    private static final int BOUND_SECONDS = 5;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            classes = {
                Agents.Steady.class,
                Agents.Echo.class,
                Agents.OnlyInterruptible.class,
                Agents.Deaf.class,
                Agents.Immortal.class,
                Agents.NeverReceives.class
            })
    void anAgentEndsWithItsSupervisor(Class<? extends Agent> agent) throws Exception {
        try (Child child = Child.running(directory, agent)) {
            child.await(Started.class);
            child.await(Heartbeat.class);
            child.hangUp();

            assertThat(child.exitsWithin(BOUND_SECONDS)).isTrue();
            assertThat(child.stderr()).contains("agentropic-worker: the supervisor is gone; this JVM ends\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Waits", "HangsInItsHook"})
    void aPlainProgramEndsWithItsSupervisor(String program) throws Exception {
        try (Child child = Child.runningMain(directory, Programs.class.getName() + "$" + program)) {
            child.await(Started.class);
            child.await(Heartbeat.class);
            child.hangUp();

            assertThat(child.exitsWithin(BOUND_SECONDS)).isTrue();
            assertThat(child.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aPausedAgentEndsWithItsSupervisor() throws Exception {
        try (Child child = Child.running(directory, Agents.Steady.class)) {
            child.say(new Pause(1));
            child.await(Paused.class);
            child.hangUp();

            assertThat(child.exitsWithin(BOUND_SECONDS)).isTrue();
        }
    }

    @Test
    void aJvmThatHangsInItsHookEndsWithASupervisorThatDiesThen() throws Exception {
        try (Child child = Child.runningMain(directory, Programs.class.getName() + "$HangsInItsHook")) {
            child.await(Started.class);
            child.await(Heartbeat.class);
            child.terminate();
            child.await(Exiting.class);
            child.await(Heartbeat.class);
            child.hangUp();

            assertThat(child.exitsWithin(BOUND_SECONDS)).isTrue();
        }
    }

    @Test
    void aFullInboxDoesNotHideTheEnd() throws Exception {
        try (Child child = Child.running(directory, Agents.NeverReceives.class)) {
            child.await(Started.class);
            for (int i = 0; i < 1_030; i++) {
                child.say(new Deliver("a", Headers.NONE, Payload.of("hello")));
            }
            child.await(Heartbeat.class);
            child.hangUp();

            assertThat(child.exitsWithin(BOUND_SECONDS)).isTrue();
        }
    }

    @Test
    void aSupervisorThatBreaksTheProtocolIsLeft() throws Exception {
        try (Child child = Child.running(directory, Agents.Deaf.class)) {
            child.await(Started.class);
            child.say(FrameCodec.encode(new Frame<>(1, new Pause(1))));

            assertThat(child.exitsWithin(BOUND_SECONDS)).isTrue();
            assertThat(child.stderr())
                    .contains(
                            "agentropic-worker: the supervisor broke the protocol (WRONG_REFERENCE: this worker's agent"
                                    + " is 0, not 1); this JVM ends\n");
        }
    }

    @Test
    void garbageFromTheSupervisorEndsTheWorker() throws Exception {
        try (Child child = Child.running(directory, Agents.Deaf.class)) {
            child.await(Started.class);
            child.say(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1}));

            assertThat(child.exitsWithin(BOUND_SECONDS)).isTrue();
            assertThat(child.stderr()).contains("BAD_LENGTH");
        }
    }
}
