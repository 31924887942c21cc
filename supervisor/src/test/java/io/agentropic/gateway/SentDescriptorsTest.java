package io.agentropic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A peer sends descriptors along with its bytes (SCM_RIGHTS, unix(7)): none of them becomes the supervisor's. */
@Tag("host")
@Timeout(60)
final class SentDescriptorsTest {

    private static final int UNIX = 1;
    private static final int STREAM = 1;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int SENT = 8;

    @TempDir
    Path directory;

    interface LibC extends Library {
        LibC INSTANCE = Native.load("c", LibC.class);

        int socket(int domain, int type, int protocol) throws LastErrorException;

        int connect(int socket, Memory address, int length) throws LastErrorException;

        NativeLong sendmsg(int socket, Memory message, int flags) throws LastErrorException;

        NativeLong recv(int socket, Memory buffer, NativeLong length, int flags) throws LastErrorException;

        int close(int descriptor) throws LastErrorException;
    }

    @Test
    void areDroppedByTheKernelBecauseNobodyAsksForThem() throws Exception {
        Path secret = directory.resolve("sent");
        Path socket = directory.resolve("workers.sock");
        try (Gateway _ = Gateway.open(socket);
                FileChannel _ = FileChannel.open(secret, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            int own = descriptorOf(secret);
            int peer = LibC.INSTANCE.socket(UNIX, STREAM, 0);
            try {
                connect(peer, socket);
                send(peer, own, new byte[] {-1, -1, -1, -1, 0, 0, 0, 0});
                assertThat(LibC.INSTANCE
                                .recv(peer, new Memory(1), new NativeLong(1), 0)
                                .intValue())
                        .as("the gateway has read it all and hung up")
                        .isZero();
                assertThat(opened(secret)).isEqualTo(1);
            } finally {
                LibC.INSTANCE.close(peer);
            }
        }
    }

    private static void connect(int peer, Path socket) {
        var address = new Memory(110);
        address.clear();
        address.setShort(0, (short) UNIX);
        byte[] path = socket.toString().getBytes(StandardCharsets.UTF_8);
        address.write(2, path, 0, path.length);
        LibC.INSTANCE.connect(peer, address, 110);
    }

    /** {@code struct msghdr}, its one {@code struct iovec}, its control message and its bytes in one piece of memory. */
    private static void send(int peer, int descriptor, byte[] bytes) {
        int vector = 56;
        int control = vector + 16;
        int controlBytes = 16 + SENT * Integer.BYTES;
        int data = control + controlBytes;
        var message = new Memory(data + (long) bytes.length);
        message.clear();
        message.setPointer(16, message.share(vector));
        message.setLong(24, 1);
        message.setPointer(32, message.share(control));
        message.setLong(40, controlBytes);
        message.setPointer(vector, message.share(data));
        message.setLong(vector + 8L, bytes.length);
        message.setLong(control, controlBytes);
        message.setInt(control + 8L, SOL_SOCKET);
        message.setInt(control + 12L, SCM_RIGHTS);
        for (int i = 0; i < SENT; i++) {
            message.setInt(control + 16L + (long) i * Integer.BYTES, descriptor);
        }
        message.write(data, bytes, 0, bytes.length);
        LibC.INSTANCE.sendmsg(peer, message, 0);
    }

    private static int descriptorOf(Path file) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(descriptor -> pointsTo(descriptor, file))
                    .mapToInt(descriptor ->
                            Integer.parseInt(descriptor.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long opened(Path file) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(descriptor -> pointsTo(descriptor, file)).count();
        }
    }

    private static boolean pointsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
        } catch (IOException closed) {
            return false;
        }
    }
}
