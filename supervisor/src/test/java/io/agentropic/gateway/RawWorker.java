package io.agentropic.gateway;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.Token;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.ipc.WorkerMessage.Hello;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A worker reduced to its socket, which says whatever a test wants said. */
public final class RawWorker implements AutoCloseable {

    private static final int JAVA = 17;

    private final SocketChannel channel;

    private RawWorker(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects to the socket of a gateway. */
    public static RawWorker connect(Path socket) throws IOException {
        return new RawWorker(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    /** What a worker of this version says first. */
    public static Hello hello(Token token, long pid) {
        return new Hello(FrameCodec.PROTOCOL_VERSION, token, pid, JAVA);
    }

    /** Says one message. */
    public void say(WorkerMessage message) throws IOException {
        write(FrameCodec.encode(new Frame<>(0, message)));
    }

    /** Writes bytes, whatever they are. */
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Waits for the next message. */
    public SupervisorMessage hear() throws IOException {
        int length = read(FrameCodec.LENGTH_BYTES).getInt();
        return FrameCodec.decodeFromSupervisor(read(length)).message();
    }

    /** Waits until the supervisor has closed the connection; fails if it says something instead. */
    public boolean seesTheEnd() {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the supervisor closed the connection");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
