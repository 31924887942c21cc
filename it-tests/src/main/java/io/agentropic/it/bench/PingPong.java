package io.agentropic.it.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The floor of a round trip: two JVMs, blocking channels on a Unix-domain socket, 64 bytes each way. */
public final class PingPong {

    private static final int BYTES = 64;

    private PingPong() {}

    /** The far side: connects to the socket that is the argument, and sends back what comes until the end. */
    public static void main(String[] args) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(args[0]))) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
            while (true) {
                fill(channel, buffer.clear());
                write(channel, buffer.flip());
            }
        } catch (EOFException end) {
            // The near side has measured enough.
        }
    }

    /** Microseconds of so many round trips, after so many to warm up. */
    static Samples micros(int warmUp, int count) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("pingpong");
        Path socket = directory.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Process far = BareJvm.command(PingPong.class, socket.toString()).start();
            double[] micros = new double[count];
            try (SocketChannel channel = server.accept()) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
                for (int i = 0; i < warmUp + count; i++) {
                    long before = System.nanoTime();
                    write(channel, buffer.clear());
                    fill(channel, buffer.clear());
                    if (i >= warmUp) {
                        micros[i - warmUp] = (System.nanoTime() - before) / 1e3;
                    }
                }
            }
            far.waitFor();
            return Samples.of(micros);
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(directory);
        }
    }

    private static void write(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static void fill(SocketChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
    }
}
