package io.agentropic.worker;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.agent.Message;
import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.Program;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.WorkerMessage;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Does once what every worker does, with itself as the supervisor, so that a JVM that records its classes finds those that a
 * worker needs: {@code java -XX:AOTCacheOutput=FILE -cp agentropic-worker.jar io.agentropic.worker.Rehearsal SOCKET}, with
 * any token as the first line of standard input. The socket is made, and removed with its directory by whoever gave it.
 */
public final class Rehearsal {

    private static final long HEARTBEAT_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Rehearsal() {}

    /**
     * Runs one agent, which ends this JVM with exit code 0.
     *
     * @param args the path of a socket that does not exist yet
     * @throws Throwable when it cannot be made, and what the worker throws
     */
    public static void main(String[] args) throws Throwable {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(Path.of(args[0])));
        Daemon.of("agentropic-rehearsal", () -> supervise(server)).start();
        WorkerMain.main(new String[] {args[0], Part.class.getName()});
    }

    private static void supervise(ServerSocketChannel server) {
        try (server;
                SocketChannel worker = server.accept()) {
            requireHello(read(worker));
            say(
                    worker,
                    new SupervisorMessage.Start(
                            "rehearsal",
                            1,
                            new Program.AgentClass(Part.class.getName()),
                            List.of("an argument"),
                            Payload.of("an input"),
                            Map.of("key", "value"),
                            HEARTBEAT_MILLIS));
            answer(worker);
        } catch (EOFException over) {
            // The worker has said all that it had to say.
        } catch (IOException failure) {
            Stderr.line("the rehearsal failed: " + failure);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void requireHello(WorkerMessage first) throws IOException {
        if (!(first instanceof WorkerMessage.Hello)) {
            throw new IOException("the worker said no Hello but " + first);
        }
    }

    /** Sends back what is sent, until the end of the stream. */
    private static void answer(SocketChannel worker) throws IOException {
        while (true) {
            WorkerMessage message = read(worker);
            if (message instanceof WorkerMessage.Send send) {
                say(worker, new SupervisorMessage.Deliver("rehearsal", Headers.NONE, send.payload()));
            }
        }
    }

    private static void say(SocketChannel worker, SupervisorMessage message) throws IOException {
        ByteBuffer bytes = FrameCodec.encode(new Frame<>(Connection.AGENT_REFERENCE, message));
        while (bytes.hasRemaining()) {
            worker.write(bytes);
        }
    }

    private static WorkerMessage read(SocketChannel worker) throws IOException {
        int length =
                FrameCodec.requireLength(take(worker, FrameCodec.LENGTH_BYTES).getInt(), FrameCodec.MAX_FRAME_BYTES);
        return FrameCodec.decodeFromWorker(take(worker, length)).message();
    }

    private static ByteBuffer take(SocketChannel worker, int bytes) throws IOException {
        ByteBuffer taken = ByteBuffer.allocate(bytes);
        while (taken.hasRemaining()) {
            if (worker.read(taken) < 0) {
                throw new EOFException("end of stream");
            }
        }
        return taken.flip();
    }

    /** The agent of the rehearsal. */
    public static final class Part implements Agent {

        @Override
        public void execute(AgentContext context) throws Exception {
            context.ready();
            context.progress();
            context.checkpoint();
            context.send("rehearsal", context.inputText());
            Message echo = context.receive(PATIENCE).orElseThrow();
            // Beside the messages, heartbeats are rehearsed.
            Thread.sleep(2 * HEARTBEAT_MILLIS);
            context.send("rehearsal", context.name() + " " + context.incarnation() + " " + echo.text());
            context.result(echo.bytes());
        }
    }
}
