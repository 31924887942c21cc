package io.agentropic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.Token;
import io.agentropic.ipc.Violation;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.ipc.WorkerMessage.Hello;
import io.agentropic.ipc.WorkerMessage.Paused;
import io.agentropic.ipc.WorkerMessage.Ready;
import io.agentropic.ipc.WorkerMessage.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to break the protocol ends that one connection and is counted once; a good worker beside it goes on. */
final class GatewayProtocolTest {

    private static final long GOOD_PID = 1_000;
    private static final long PID = 2_000;

    @TempDir
    private Path directory;

    private Path socket;
    private Gateway gateway;
    private RawWorker good;
    private final Token token = Token.random();
    private final RecordingListener goodListener = new RecordingListener();
    private final RecordingListener listener = new RecordingListener();

    @BeforeEach
    void aGoodWorkerIsConnected() throws Exception {
        socket = directory.resolve("workers.sock");
        gateway = Gateway.open(socket);
        Token goodToken = Token.random();
        gateway.expect(goodToken, GOOD_PID, goodListener);
        good = RawWorker.connect(socket);
        good.say(RawWorker.hello(goodToken, GOOD_PID));
        goodListener.channel();
        gateway.expect(token, PID, listener);
    }

    @AfterEach
    void theGoodWorkerStillSpeaks() throws Exception {
        good.say(new Paused(7));
        assertThat(goodListener.next()).isEqualTo(new Paused(7));
        goodListener.channel().send(new SupervisorMessage.Pause(8));
        assertThat(good.hear()).isEqualTo(new SupervisorMessage.Pause(8));
        good.close();
        gateway.close();
    }

    @Test
    void theExpectedWorkerIsHeardAndTold() throws Exception {
        try (RawWorker worker = greeted()) {
            worker.say(new Ready());
            assertThat(listener.next()).isEqualTo(new Ready());
            listener.channel().send(new SupervisorMessage.Pause(3));
            assertThat(worker.hear()).isEqualTo(new SupervisorMessage.Pause(3));
        }
        assertThat(listener.end()).isEqualTo("the worker closed the connection");
        assertNoViolation();
    }

    @Test
    void aLargeFrameIsTakenOnceTheWorkerIsKnown() throws Exception {
        Result large = new Result(Payload.of(new byte[1 << 20]));
        try (RawWorker worker = greeted()) {
            worker.say(large);
            assertThat(listener.next()).isEqualTo(large);
        }
    }

    @Test
    void aTokenNobodyWaitsForIsRefused() throws Exception {
        refusedAfter(RawWorker.hello(Token.random(), PID), Violation.WRONG_TOKEN);
    }

    @Test
    void aForgottenTokenIsRefused() throws Exception {
        gateway.forget(token);
        refusedAfter(RawWorker.hello(token, PID), Violation.WRONG_TOKEN);
    }

    @Test
    void aTokenIsGoodForOneConnection() throws Exception {
        try (RawWorker first = greeted()) {
            refusedAfter(RawWorker.hello(token, PID), Violation.WRONG_TOKEN);
            first.say(new Ready());
            assertThat(listener.next()).isEqualTo(new Ready());
        }
    }

    @Test
    void anotherProcessWithTheTokenIsRefused() throws Exception {
        refusedAfter(RawWorker.hello(token, PID + 1), Violation.WRONG_PEER);
    }

    @Test
    void anotherVersionIsRefused() throws Exception {
        refusedAfter(new Hello(FrameCodec.PROTOCOL_VERSION + 1, token, PID, 17), Violation.WRONG_VERSION);
    }

    @Test
    void nothingIsHeardBeforeHello() throws Exception {
        refusedAfter(new Ready(), Violation.NOT_GREETED);
    }

    @Test
    void aSecondHelloEndsTheConnection() throws Exception {
        try (RawWorker worker = greeted()) {
            worker.say(RawWorker.hello(token, PID));
            assertEnds(worker, Violation.SECOND_HELLO);
        }
        assertThat(listener.end()).contains("a worker says hello once");
        assertThat(listener.violation()).contains("a worker says hello once");
    }

    @Test
    void anAgentReferenceOfNobodyEndsTheConnection() throws Exception {
        try (RawWorker worker = greeted()) {
            worker.write(FrameCodec.encode(new Frame<>(5, new Ready())));
            assertEnds(worker, Violation.WRONG_REFERENCE);
        }
        assertThat(listener.end()).contains("agent reference 5");
    }

    @Test
    void whatFollowsAViolationIsNotHeard() throws Exception {
        try (RawWorker worker = greeted()) {
            ByteBuffer broken = FrameCodec.encode(new Frame<>(5, new Ready()));
            ByteBuffer after = FrameCodec.encode(new Frame<>(0, new Ready()));
            worker.write(ByteBuffer.allocate(broken.remaining() + after.remaining())
                    .put(broken)
                    .put(after)
                    .flip());
            assertEnds(worker, Violation.WRONG_REFERENCE);
        }
        assertThat(listener.end()).contains("agent reference 5");
        assertThat(listener.heard()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4, Integer.MIN_VALUE})
    void aLengthThatNoFrameHasEndsTheConnection(int length) throws Exception {
        refusedAfter(ByteBuffer.allocate(4).putInt(length).flip(), Violation.BAD_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(ints = {FrameCodec.MAX_GREETING_BYTES + 1, Integer.MAX_VALUE})
    void aLongFrameBeforeHelloEndsTheConnection(int length) throws Exception {
        refusedAfter(ByteBuffer.allocate(4).putInt(length).flip(), Violation.FRAME_TOO_LARGE);
    }

    @Test
    void anOversizedFrameAfterHelloEndsTheConnection() throws Exception {
        try (RawWorker worker = greeted()) {
            worker.write(ByteBuffer.allocate(4)
                    .putInt(FrameCodec.MAX_FRAME_BYTES + 1)
                    .flip());
            assertEnds(worker, Violation.FRAME_TOO_LARGE);
        }
    }

    @Test
    void garbageEndsTheConnection() throws Exception {
        ByteBuffer garbage = ByteBuffer.allocate(12).putInt(8).putLong(-1L).flip();
        refusedAfter(garbage, Violation.UNKNOWN_TYPE);
    }

    @Test
    void aFrameCutByTheEndIsNeitherHeardNorAViolation() throws Exception {
        try (RawWorker worker = greeted()) {
            worker.write(ByteBuffer.allocate(6)
                    .putInt(100)
                    .put((byte) 1)
                    .put((byte) 0)
                    .flip());
        }
        assertThat(listener.end()).isEqualTo("the worker closed the connection");
        assertThat(listener.heard()).isEmpty();
        assertNoViolation();
    }

    @Test
    void silencePastTheDeadlineEndsTheConnection() throws Exception {
        Path other = directory.resolve("hasty.sock");
        try (Gateway hasty = Gateway.open(other, Duration.ofMillis(50));
                RawWorker silent = RawWorker.connect(other)) {
            assertThat(silent.seesTheEnd()).isTrue();
            assertThat(hasty.violations()).containsEntry(Violation.SILENT, 1L);
        }
    }

    @Test
    void theDeadlineIsForHelloOnly() throws Exception {
        Path other = directory.resolve("hasty.sock");
        try (Gateway hasty = Gateway.open(other, Duration.ofMillis(500));
                RawWorker worker = RawWorker.connect(other);
                RawWorker silent = RawWorker.connect(other)) {
            hasty.expect(token, PID, listener);
            worker.say(RawWorker.hello(token, PID));
            listener.channel();
            assertThat(silent.seesTheEnd()).isTrue();
            worker.say(new Ready());
            assertThat(listener.next()).isEqualTo(new Ready());
        }
    }

    @Test
    void beyondTheCapOnStrangersFurtherConnectionsAreClosedUntilOneLeaves() throws Exception {
        List<RawWorker> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < Gateway.MAX_UNGREETED; i++) {
                strangers.add(RawWorker.connect(socket));
            }
            try (RawWorker oneTooMany = RawWorker.connect(socket)) {
                assertEnds(oneTooMany, Violation.CROWDED);
            }
            strangers.getFirst().say(RawWorker.hello(token, PID));
            listener.channel();
            try (RawWorker next = RawWorker.connect(socket)) {
                next.say(RawWorker.hello(token, PID));
                assertThat(next.seesTheEnd()).isTrue();
                assertThat(gateway.violations())
                        .containsEntry(Violation.WRONG_TOKEN, 1L)
                        .containsEntry(Violation.CROWDED, 1L);
            }
        } finally {
            for (RawWorker stranger : strangers) {
                stranger.close();
            }
        }
    }

    private RawWorker greeted() throws Exception {
        RawWorker worker = RawWorker.connect(socket);
        worker.say(RawWorker.hello(token, PID));
        listener.channel();
        return worker;
    }

    private void refusedAfter(WorkerMessage message, Violation violation) throws IOException {
        refusedAfter(FrameCodec.encode(new Frame<>(0, message)), violation);
    }

    private void refusedAfter(ByteBuffer bytes, Violation violation) throws IOException {
        try (RawWorker worker = RawWorker.connect(socket)) {
            worker.write(bytes);
            assertEnds(worker, violation);
        }
    }

    private void assertEnds(RawWorker worker, Violation violation) {
        assertThat(worker.seesTheEnd()).isTrue();
        Map<Violation, Long> counted = gateway.violations();
        assertThat(counted).containsEntry(violation, 1L);
        assertThat(counted.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1);
    }

    private void assertNoViolation() {
        assertThat(gateway.violations().values()).allMatch(count -> count == 0);
    }
}
