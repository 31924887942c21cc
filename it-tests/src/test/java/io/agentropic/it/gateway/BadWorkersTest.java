package io.agentropic.it.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.Token;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.status.AgentState;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever breaks the protocol is shut out, and the agents that are there do not notice. */
@Tag("host")
@Tag("once")
class BadWorkersTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private AgentHandle bystander;

    @BeforeEach
    void aBystanderRuns() throws Exception {
        bystander = run.started(Programs.agent(EchoAgent.class));
    }

    @AfterEach
    void theBystanderIsUnaffected() throws Exception {
        run.requireAnswers(List.of(bystander));
        assertThat(bystander.state()).isEqualTo(AgentState.RUNNING);
        assertThat(bystander.status().incarnation()).isEqualTo(1);
    }

    @Test
    void aWrongTokenIsShutOut() throws Exception {
        assertShutOut(hello(FrameCodec.PROTOCOL_VERSION));
    }

    @Test
    void anotherVersionIsShutOut() throws Exception {
        assertShutOut(hello(FrameCodec.PROTOCOL_VERSION + 1));
    }

    @Test
    void aSilentPeerIsShutOutAtTheDeadline() throws Exception {
        try (Intruder silent = new Intruder(run.directory())) {
            assertThat(silent.isShutOut(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    void lengthsThatCannotBeAreShutOutWithoutBeingBelieved() throws Exception {
        for (int length : List.of(0, 4, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, FrameCodec.MAX_FRAME_BYTES + 1)) {
            assertShutOut(ByteBuffer.allocate(4).putInt(length).flip());
        }
    }

    @Test
    void aMessageBeforeHelloIsShutOut() throws Exception {
        assertShutOut(FrameCodec.encode(new Frame<>(0, new WorkerMessage.Ready())));
    }

    @Test
    void garbageIsShutOut() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            byte[] body = new byte[5 + random.nextInt(500)];
            random.nextBytes(body);
            ByteBuffer frame = ByteBuffer.allocate(4 + body.length);
            assertThat(shutOut(frame.putInt(body.length).put(body).flip()))
                    .as("seed %d, frame %d", seed, i)
                    .isTrue();
        }
    }

    @Test
    void otherProtocolsAreShutOut() throws Exception {
        assertShutOut(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        ByteArrayOutputStream serialized = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(serialized)) {
            out.writeObject(new java.util.HashMap<>());
        }
        assertShutOut(ByteBuffer.wrap(serialized.toByteArray()));
    }

    @Test
    void aFrameThatBreaksOffIsForgotten() throws Exception {
        try (Intruder intruder = new Intruder(run.directory())) {
            ByteBuffer hello = hello(FrameCodec.PROTOCOL_VERSION);
            intruder.says(hello.limit(hello.limit() / 2));
        }
    }

    @Test
    void aHundredSilentPeersKeepNobodyOut() throws Exception {
        List<Intruder> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                crowd.add(new Intruder(run.directory()));
            }
            AgentHandle late = run.started(Programs.agent(EchoAgent.class).name("late"));
            assertThat(late.state()).isEqualTo(AgentState.RUNNING);
        } finally {
            for (Intruder intruder : crowd) {
                intruder.close();
            }
        }
    }

    @Test
    void theSocketAndItsDirectoryAreTheOwnersAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.directory())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(run.directory().resolve("workers.sock"))))
                .isEqualTo("rw-------");
    }

    private static ByteBuffer hello(int version) {
        return FrameCodec.encode(new Frame<>(
                0,
                new WorkerMessage.Hello(
                        version, Token.random(), ProcessHandle.current().pid(), 25)));
    }

    private void assertShutOut(ByteBuffer bytes) throws Exception {
        assertThat(shutOut(bytes)).isTrue();
    }

    private boolean shutOut(ByteBuffer bytes) throws Exception {
        try (Intruder intruder = new Intruder(run.directory())) {
            return intruder.says(bytes).isShutOut(SOON);
        }
    }
}
