package io.agentropic.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A program that opens sockets on demand: it reads commands from standard input and answers each with one line. */
final class SocketUser {

    private static final int ANSWER_MILLIS = 2_000;

    private final Deque<Channel> open = new ArrayDeque<>();

    private volatile @Nullable IOException refusal;

    private SocketUser() {}

    /** Reads commands to the end of its input. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var user = new SocketUser();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            System.out.println(user.answer(words));
        }
    }

    private String answer(String[] words) throws IOException, InterruptedException {
        return switch (words[0]) {
            case "tcp" -> open(Integer.parseInt(words[1]), SocketChannel::open);
            case "udp" -> open(Integer.parseInt(words[1]), DatagramChannel::open);
            case "race" -> race(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "close" -> close(Integer.parseInt(words[1]));
            case "connect" -> attempt(() -> connect(address(words)));
            case "send" -> attempt(() -> send(address(words)));
            case "bind" -> attempt(() -> bind(address(words)));
            case "listen" -> listen();
            case "serve" -> serve(Integer.parseInt(words[1]));
            default -> "unknown command";
        };
    }

    private interface Opening {
        Channel open() throws IOException;
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private String open(int count, Opening opening) {
        int opened = 0;
        for (int i = 0; i < count; i++) {
            opened += tryOpen(opening) ? 1 : 0;
        }
        if (opened < count) {
            System.err.println("the last one was refused: " + refusal);
        }
        return "opened " + opened;
    }

    private boolean tryOpen(Opening opening) {
        try {
            Channel channel = opening.open();
            synchronized (open) {
                open.add(channel);
            }
            return true;
        } catch (IOException refused) {
            refusal = refused;
            return false;
        }
    }

    private String race(int threads, int each) throws InterruptedException {
        var start = new CountDownLatch(1);
        var opened = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(Thread.ofPlatform().start(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int j = 0; j < each; j++) {
                    if (tryOpen(SocketChannel::open)) {
                        opened.incrementAndGet();
                    }
                }
            }));
        }
        start.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        return "opened " + opened;
    }

    private String close(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            open.remove().close();
        }
        return "closed " + count;
    }

    private static InetSocketAddress address(String[] words) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(words[1]), Integer.parseInt(words[2]));
    }

    private static String attempt(Attempt attempt) {
        try {
            attempt.run();
            return "ok";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void connect(InetSocketAddress target) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(target, ANSWER_MILLIS);
        }
    }

    private static void send(InetSocketAddress target) throws IOException {
        boolean four = target.getAddress().getAddress().length == 4;
        try (var channel = DatagramChannel.open(four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6)) {
            channel.send(ByteBuffer.wrap(new byte[] {1}), target);
        }
    }

    private static void bind(InetSocketAddress where) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(where);
        }
    }

    /** Listens on every address; the port. */
    private String listen() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(0));
        open.add(server);
        return Integer.toString(server.socket().getLocalPort());
    }

    /** Serves itself: how many of {@code clients} connections answer, with the listener and both ends in this process. */
    private String serve(int clients) throws IOException {
        int answered = 0;
        try (var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), clients);
            server.socket().setSoTimeout(ANSWER_MILLIS);
            for (int i = 0; i < clients; i++) {
                answered += exchanged(server) ? 1 : 0;
            }
        }
        return "answered " + answered;
    }

    private boolean exchanged(ServerSocketChannel server) {
        try {
            SocketChannel client = SocketChannel.open();
            open.add(client);
            client.socket().connect(server.getLocalAddress(), ANSWER_MILLIS);
            client.write(ByteBuffer.wrap(new byte[] {1}));
            Socket accepted = server.socket().accept();
            open.add(accepted.getChannel());
            accepted.setSoTimeout(ANSWER_MILLIS);
            return accepted.getInputStream().read() == 1;
        } catch (IOException refused) {
            return false;
        }
    }
}
