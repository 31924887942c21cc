package io.agentropic.it.compat;

import static io.agentropic.it.compat.Workload.require;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sockets on the loopback interface, and those that need no network. */
final class NetworkWorkloads {

    static final List<Workload> ALL = List.of(
            new Workload("http", NetworkWorkloads::http),
            new Workload("datagrams", NetworkWorkloads::datagrams),
            new Workload("unix-socket", NetworkWorkloads::unix),
            new Workload("selector", NetworkWorkloads::selector));

    private NetworkWorkloads() {}

    private static void http(Path directory) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = "hello".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            require(response.body().equals("hello"), "the answer was " + response.body());
        } finally {
            server.stop(0);
        }
    }

    private static void datagrams(Path directory) throws IOException {
        try (DatagramChannel receiver = DatagramChannel.open(StandardProtocolFamily.INET);
                DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET)) {
            receiver.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            sender.send(ByteBuffer.wrap(new byte[] {7}), receiver.getLocalAddress());
            ByteBuffer received = ByteBuffer.allocate(10);
            receiver.receive(received);
            require(received.get(0) == 7, "something else was received");
        }
    }

    private static void unix(Path directory) throws IOException {
        // The path of a socket has at most 107 bytes: as few as can be, beside the directory.
        Path socket = directory.resolveSibling("s" + ProcessHandle.current().pid());
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            try (SocketChannel client = SocketChannel.open(address);
                    SocketChannel accepted = server.accept()) {
                client.write(ByteBuffer.wrap(new byte[] {7}));
                ByteBuffer received = ByteBuffer.allocate(1);
                accepted.read(received);
                require(received.get(0) == 7, "something else was received");
            }
        } finally {
            Files.deleteIfExists(socket);
        }
    }

    private static void selector(Path directory) throws IOException {
        Pipe pipe = Pipe.open();
        try (Selector selector = Selector.open();
                Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            source.configureBlocking(false);
            source.register(selector, SelectionKey.OP_READ);
            sink.write(ByteBuffer.wrap(new byte[] {7}));
            require(selector.select(60_000) == 1, "nothing could be read");
        }
    }
}
