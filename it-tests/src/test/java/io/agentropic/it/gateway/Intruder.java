package io.agentropic.it.gateway;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Someone who speaks to the workers' socket without being a worker. */
final class Intruder implements AutoCloseable {

    private final SocketChannel channel;

    Intruder(Path runDirectory) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(runDirectory.resolve("workers.sock")));
    }

    /** Sends the bytes; a connection that was closed meanwhile is what the caller finds out next. */
    Intruder says(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            try {
                channel.write(bytes);
            } catch (IOException closedByTheGateway) {
                if (channel.isOpen()) {
                    return this;
                }
                throw closedByTheGateway;
            }
        }
        return this;
    }

    /** Whether the gateway ended the connection within {@code limit}, without a word. */
    boolean isShutOut(Duration limit) throws Exception {
        CompletableFuture<Integer> read = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                read.complete(channel.read(ByteBuffer.allocate(1)));
            } catch (IOException reset) {
                read.complete(-1);
            }
        });
        try {
            return read.get(limit.toMillis(), TimeUnit.MILLISECONDS) == -1;
        } catch (TimeoutException stillOpen) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
