package io.agentropic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.ipc.Token;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.ipc.WorkerMessage.Paused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both directions are bounded, and the gateway leaves nothing behind. */
final class GatewayFlowTest {

    private static final long PID = 2_000;
    private static final int SENT = 200_000;
    private static final Deliver MEBIBYTE = new Deliver("other", Headers.NONE, Payload.of(new byte[1 << 20]));

    @TempDir
    private Path directory;

    private Path socket;
    private Gateway gateway;
    private RawWorker worker;
    private WorkerChannel channel;
    private final RecordingListener listener = new RecordingListener();

    @BeforeEach
    void aWorkerIsConnected() throws Exception {
        socket = directory.resolve("workers.sock");
        gateway = Gateway.open(socket);
        Token token = Token.random();
        gateway.expect(token, PID, listener);
        worker = RawWorker.connect(socket);
        worker.say(RawWorker.hello(token, PID));
        channel = listener.channel();
    }

    @AfterEach
    void everythingIsClosed() throws Exception {
        worker.close();
        gateway.close();
    }

    @Test
    void aListenerWithoutRoomStopsTheReadingAndNothingIsLost() throws Exception {
        listener.allow(1);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(this::sayAll);
        listener.next();

        // Reading has stopped: far less has arrived than was sent, and the writer waits for the socket.
        channel.resumeReading();
        awaitEventLoop();
        int stoppedAt = listener.heard().size();
        assertThat(stoppedAt).isLessThan(SENT / 4);
        assertThat(writer).isNotDone();

        listener.allow(Integer.MAX_VALUE);
        channel.resumeReading();
        writer.join();
        for (int i = 1; i < SENT; i++) {
            listener.next();
        }
        List<WorkerMessage> all =
                LongStream.range(0, SENT).<WorkerMessage>mapToObj(Paused::new).toList();
        assertThat(listener.heard()).isEqualTo(all);
    }

    /** Whatever the event loop had begun is done when another connection is greeted. */
    private void awaitEventLoop() throws Exception {
        RecordingListener other = new RecordingListener();
        Token token = Token.random();
        gateway.expect(token, PID, other);
        try (RawWorker second = RawWorker.connect(socket)) {
            second.say(RawWorker.hello(token, PID));
            other.channel();
        }
        other.end();
    }

    private void sayAll() {
        try {
            ByteBuffer all = ByteBuffer.allocate(SENT * 32);
            for (long i = 0; i < SENT; i++) {
                all.put(FrameCodec.encode(new Frame<>(0, new Paused(i))));
            }
            worker.write(all.flip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSlowReaderIsOfferedNothingMoreButIsStillSteered() throws Exception {
        int accepted = 0;
        while (channel.offer(MEBIBYTE)) {
            accepted++;
            assertThat(accepted)
                    .as("MiB queued for a worker that reads nothing")
                    .isLessThanOrEqualTo(Gateway.MAX_QUEUED_BYTES / (1 << 20) + 2);
        }
        assertThat(accepted).isGreaterThanOrEqualTo(Gateway.MAX_QUEUED_BYTES / (1 << 20));

        channel.send(new SupervisorMessage.Pause(1));
        for (int i = 0; i < accepted; i++) {
            assertThat(worker.hear()).isEqualTo(MEBIBYTE);
        }
        assertThat(worker.hear()).isEqualTo(new SupervisorMessage.Pause(1));
    }

    @Test
    void nothingIsOfferedToAWorkerThatIsGone() throws Exception {
        worker.close();
        listener.end();
        assertThat(channel.offer(MEBIBYTE)).isFalse();
    }

    @Test
    void theSupervisorMayHangUp() throws Exception {
        channel.close();
        assertThat(worker.seesTheEnd()).isTrue();
        listener.end();
    }

    @Test
    void closingEndsConnectionsAndLeavesNoThread() throws Exception {
        gateway.close();
        assertThat(worker.seesTheEnd()).isTrue();
        listener.end();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("agentropic-gateway")) {
                assertThat(thread.join(Duration.ofSeconds(10)))
                        .as("%s ends", thread)
                        .isTrue();
            }
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void aChannelOutlivesItsGatewayWithoutHarm() {
        gateway.close();
        channel.resumeReading();
        channel.send(new SupervisorMessage.Pause(1));
        channel.close();
        assertThat(channel.offer(MEBIBYTE)).isFalse();
    }

    @Test
    void theSocketIsForThisUserOnly() throws Exception {
        assertThat(Files.getPosixFilePermissions(socket)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aSocketLeftByADeadSupervisorIsReplaced() throws Exception {
        Path stale = directory.resolve("stale.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(stale));
        }
        assertThat(stale).exists();
        try (Gateway _ = Gateway.open(stale);
                RawWorker _ = RawWorker.connect(stale)) {
            assertThat(stale).exists();
        }
    }
}
