package io.agentropic.it.siege;

import io.agentropic.it.attack.Escape;
import io.agentropic.it.kernel.Answer;
import io.agentropic.it.kernel.Kernel;
import io.agentropic.it.kernel.Syscall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * What the host offers to whoever is not fenced off: files that their modes open to everyone, services on the loopback
 * interface, sockets and shared memory. Each would answer, so that a refusal is the fence's.
 */
final class HostServices implements AutoCloseable {

    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long PAGE = 4096;
    private static final long FOR_EVERYONE = 0666 | 01000 | 02000;
    private static final long REMOVE = 0;

    private final Path outside;
    private final ServerSocketChannel tcp;
    private final ServerSocketChannel tcp6;
    private final DatagramChannel udp;
    private final ServerSocketChannel pathSocket;
    private final long abstractSocket;
    private final String abstractName;
    private final Path sharedFile;
    private final int segmentKey;
    private final long segment;

    /** Opens everything; files lie in {@code outside}, a directory that is made. */
    HostServices(Path outside) throws IOException {
        this.outside = openDirectory(outside);
        openFile(outside.resolve("readable"), Escape.SECRET);
        openFile(outside.resolve("writable"), "unchanged");
        openFile(outside.resolve("doomed"), "still there");
        long unique = ProcessHandle.current().pid() * 1_000 + System.nanoTime() % 1_000;
        tcp = ServerSocketChannel.open(StandardProtocolFamily.INET);
        tcp.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        tcp6 = ServerSocketChannel.open(StandardProtocolFamily.INET6);
        tcp6.bind(new InetSocketAddress(InetAddress.getByAddress(IPV6_LOOPBACK), port()));
        udp = DatagramChannel.open(StandardProtocolFamily.INET);
        udp.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        udp.configureBlocking(false);
        pathSocket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        pathSocket.bind(UnixDomainSocketAddress.of(outside.resolve("service.sock")));
        Files.setPosixFilePermissions(outside.resolve("service.sock"), PosixFilePermissions.fromString("rwxrwxrwx"));
        abstractName = "agentropic-host-" + unique;
        abstractSocket = listenAbstract(abstractName);
        sharedFile = SHARED_MEMORY.resolve("agentropic-host-" + unique);
        openFile(sharedFile, "shared");
        segmentKey = (int) (unique & 0x7FFF_FFFF);
        segment = required(Kernel.call(Syscall.SHMGET, segmentKey, PAGE, FOR_EVERYONE));
    }

    /** What attackers are told. */
    Map<String, String> facts() {
        return Map.of(
                "outside", outside.toString(),
                "outside.readable", outside.resolve("readable").toString(),
                "outside.writable", outside.resolve("writable").toString(),
                "host.tcp", Integer.toString(port()),
                "host.udp", Integer.toString(udp.socket().getLocalPort()),
                "host.socket", outside.resolve("service.sock").toString(),
                "host.abstract", abstractName,
                "host.shm", sharedFile.toString(),
                "host.segment", Integer.toString(segmentKey));
    }

    /** The port on which TCP listens. */
    int port() {
        return tcp.socket().getLocalPort();
    }

    /** Whether a datagram came. */
    boolean heard() throws IOException {
        return udp.receive(ByteBuffer.allocate(1)) != null;
    }

    /** Whether the files are what they were; an attack that was refused changed nothing. */
    boolean intact() throws IOException {
        return Files.readString(outside.resolve("readable")).equals(Escape.SECRET)
                && Files.readString(outside.resolve("writable")).equals("unchanged")
                && Files.exists(outside.resolve("doomed"))
                && !Files.exists(outside.resolve("created"))
                && !Files.exists(outside.resolve("made"));
    }

    /** A directory in which everyone may do everything, as far as its mode goes. */
    static Path openDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /** A file that everyone may read and write, as far as its mode goes. */
    static void openFile(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    private static long listenAbstract(String name) {
        byte[] path = ("\0" + name).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer address = ByteBuffer.allocate(2 + path.length).order(ByteOrder.nativeOrder());
        address.putShort((short) 1).put(path);
        long socket = required(Kernel.call(Syscall.SOCKET, 1, 1 | 0x80000, 0));
        required(Kernel.call(Syscall.BIND, socket, Kernel.bytes(address.array()), address.capacity()));
        required(Kernel.call(Syscall.LISTEN, socket, 8));
        return socket;
    }

    private static long required(Answer answer) {
        if (!answer.ok()) {
            throw new IllegalStateException("the host's services cannot be set up: " + answer);
        }
        return answer.value();
    }

    @Override
    public void close() throws IOException {
        Kernel.call(Syscall.SHMCTL, segment, REMOVE, 0);
        Files.deleteIfExists(sharedFile);
        Kernel.call(Syscall.CLOSE, abstractSocket);
        pathSocket.close();
        udp.close();
        tcp6.close();
        tcp.close();
    }
}
