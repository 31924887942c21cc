package io.agentropic.worker;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.SupervisorMessage.Start;
import io.agentropic.ipc.SupervisorMessage.Stop;
import io.agentropic.ipc.Violation;
import io.agentropic.ipc.WorkerMessage;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The socket to the supervisor, blocking. One thread reads and one writes: first {@code main} for the greeting, then the
 * reader and the {@link Outbox}. Threads that run agent code never touch it, because interrupting a thread inside a
 * channel closes the channel.
 */
final class Connection {

    /** A worker's only agent. */
    static final int AGENT_REFERENCE = 0;

    private static final int BUFFER_BYTES = 16 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    static Connection open(String path) throws IOException {
        SocketChannel channel = NioProvider.openUnixChannel();
        channel.connect(UnixDomainSocketAddress.of(path));
        return new Connection(channel);
    }

    void write(WorkerMessage message) throws IOException {
        write(FrameCodec.encode(new Frame<>(AGENT_REFERENCE, message)));
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The first message; anything but {@code Start} means that there is nothing to run. */
    Start awaitStart() throws LaunchException {
        try {
            SupervisorMessage first = receive();
            if (first instanceof Start start) {
                return start;
            }
            if (first instanceof Stop stop) {
                throw new LaunchException("stopped before it was started: " + stop.reason(), 0);
            }
            throw new LaunchException("the supervisor must say Start first, not "
                    + first.getClass().getSimpleName());
        } catch (IOException | ProtocolException failure) {
            throw new LaunchException("the supervisor said no Start: " + failure.getMessage());
        }
    }

    /**
     * The next message.
     *
     * @throws EOFException when the supervisor has closed its end, or is dead
     * @throws ProtocolException when what came is no message of a supervisor
     */
    SupervisorMessage receive() throws IOException {
        ByteBuffer length = take(FrameCodec.LENGTH_BYTES);
        ByteBuffer body = take(FrameCodec.requireLength(length.getInt(), FrameCodec.MAX_FRAME_BYTES));
        Frame<SupervisorMessage> frame = FrameCodec.decodeFromSupervisor(body);
        if (frame.agentReference() != AGENT_REFERENCE) {
            throw new ProtocolException(
                    Violation.WRONG_REFERENCE, "this worker's agent is 0, not " + frame.agentReference());
        }
        return frame.message();
    }

    /** False once the {@link Outbox} has found the connection broken. */
    boolean isOpen() {
        return channel.isOpen();
    }

    /** Ends a {@link #receive} that waits, and all later ones; writing goes on. */
    void stopReceiving() {
        try {
            channel.shutdownInput();
        } catch (IOException closed) {
            // Then nobody is receiving either.
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            Stderr.line("closing the socket failed: " + failure.getMessage());
        }
    }

    private ByteBuffer take(int bytes) throws IOException {
        ByteBuffer taken = ByteBuffer.allocate(bytes);
        while (taken.hasRemaining()) {
            if (!received.hasRemaining()) {
                refill();
            }
            int count = Math.min(received.remaining(), taken.remaining());
            taken.put(received.slice(received.position(), count));
            received.position(received.position() + count);
        }
        return taken.flip();
    }

    private void refill() throws IOException {
        received.clear();
        int count = channel.read(received);
        received.flip();
        if (count < 0) {
            throw new EOFException("end of stream");
        }
    }
}
