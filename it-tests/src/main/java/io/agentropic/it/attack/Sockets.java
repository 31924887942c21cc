package io.agentropic.it.attack;

import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/** Sockets by system call. */
final class Sockets {

    static final long UNIX = 1;
    static final long INET = 2;
    static final long INET6 = 10;
    static final long STREAM = 1;
    static final long DATAGRAM = 2;
    static final long RAW = 3;
    static final long FAST_OPEN = 0x2000_0000;
    private static final long CLOSE_ON_EXEC = 0x80000;

    /**
     * Where to.
     *
     * @param memory address of the C structure
     * @param length its length in bytes
     */
    record Address(long memory, int length) {

        static Address inet(int port, int a, int b, int c, int d) {
            return of(ByteBuffer.allocate(16)
                    .order(ByteOrder.nativeOrder())
                    .putShort((short) INET)
                    .order(ByteOrder.BIG_ENDIAN)
                    .putShort((short) port)
                    .put(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d}));
        }

        static Address loopback(int port) {
            return inet(port, 127, 0, 0, 1);
        }

        static Address loopback6(int port) {
            byte[] one = new byte[16];
            one[15] = 1;
            return inet6(port, one);
        }

        /** {@code ::ffff:127.0.0.1}: the older family behind the newer one's door. */
        static Address mapped(int port) {
            return inet6(port, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1});
        }

        static Address unix(String path) {
            byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
            return of(ByteBuffer.allocate(2 + bytes.length)
                    .order(ByteOrder.nativeOrder())
                    .putShort((short) UNIX)
                    .put(bytes));
        }

        private static Address inet6(int port, byte[] host) {
            return of(ByteBuffer.allocate(28)
                    .order(ByteOrder.nativeOrder())
                    .putShort((short) INET6)
                    .order(ByteOrder.BIG_ENDIAN)
                    .putShort((short) port)
                    .putInt(0)
                    .put(host));
        }

        private static Address of(ByteBuffer structure) {
            byte[] bytes = new byte[structure.capacity()];
            structure.get(0, bytes);
            return new Address(Kernel.bytes(bytes), bytes.length);
        }
    }

    private Sockets() {}

    static Answer open(long family, long type, long protocol) {
        return Kernel.call(Syscall.SOCKET, family, type | CLOSE_ON_EXEC, protocol);
    }

    /** Opens a socket, uses it, closes it; the answer is that of the call that was refused first, or of the use. */
    static Answer with(long family, long type, long protocol, LongFunction<Answer> use) {
        Answer socket = open(family, type, protocol);
        if (!socket.ok()) {
            return socket;
        }
        Answer used = use.apply(socket.value());
        Kernel.call(Syscall.CLOSE, socket.value());
        return used;
    }

    static Answer connectUnix(String path) {
        return with(UNIX, STREAM, 0, socket -> connect(socket, Address.unix(path)));
    }

    static Answer connect(long socket, Address to) {
        return Kernel.call(Syscall.CONNECT, socket, to.memory(), to.length());
    }

    static Answer send(long socket, Address to, long flags) {
        return Kernel.call(Syscall.SENDTO, socket, Kernel.text("x"), 1, flags, to.memory(), to.length());
    }
}
