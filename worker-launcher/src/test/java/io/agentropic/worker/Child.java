package io.agentropic.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.agent.Agent;
import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.Program;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.SupervisorMessage.Start;
import io.agentropic.ipc.Token;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.ipc.WorkerMessage.Hello;
import io.agentropic.worker.fixture.Agents;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A worker in a JVM of its own, and the supervisor's end of its socket. Closing it asserts that the JVM is gone. */
final class Child implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 60;
    private static final long HEARTBEAT_MILLIS = 100;

    private final Path directory;
    private final Process process;
    private final CompletableFuture<Void> exit;
    private final ServerSocketChannel server;
    private final BlockingQueue<WorkerMessage> said = new LinkedBlockingQueue<>();
    private final SocketChannel channel;
    private final Hello hello;

    private Child(Path javaHome, Path directory, Token token, String... foreseen) throws IOException {
        Path socket = directory.resolve("socket");
        this.directory = directory;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        List<String> args = new ArrayList<>(List.of(socket.toString()));
        args.addAll(List.of(foreseen));
        process = launch(javaHome, directory, token.toHex() + "\n", args.toArray(String[]::new));
        exit = process.onExit().thenRun(this::closeServer);
        channel = server.accept();
        hello = (Hello) read(channel);
        assertThat(hello).isEqualTo(new Hello(FrameCodec.PROTOCOL_VERSION, token, process.pid(), hello.javaVersion()));
    }

    /** A child that has said hello, and waits. */
    static Child greeted(Path directory) throws IOException {
        return greeted(ownJavaHome(), directory);
    }

    /** One that was started for nobody yet, and has loaded this class. */
    static Child waiting(Path directory, String className) throws IOException {
        return new Child(ownJavaHome(), directory, Token.random(), className, "waits");
    }

    /** One that was started for a program with this class. */
    static Child startedFor(Path directory, String className) throws IOException {
        return new Child(ownJavaHome(), directory, Token.random(), className);
    }

    /** The same on another JVM. */
    static Child greeted(Path javaHome, Path directory) throws IOException {
        return new Child(javaHome, directory, Token.random());
    }

    static Child running(Path directory, Class<? extends Agent> agent) throws IOException {
        Child child = greeted(directory);
        child.start(new Program.AgentClass(agent.getName()));
        return child;
    }

    static Child runningMain(Path directory, String className, String... args) throws IOException {
        Child child = greeted(directory);
        child.start(new Program.MainClass(className), args);
        return child;
    }

    /** A worker JVM with this standard input; its streams go to files in the directory. */
    static Process launch(Path directory, String stdin, String... args) throws IOException {
        return launch(ownJavaHome(), directory, stdin, args);
    }

    private static Process launch(Path javaHome, Path directory, String stdin, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                javaHome.resolve("bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                classPath(WorkerMain.class, FrameCodec.class, Agents.class),
                WorkerMain.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("stdout").toFile())
                .redirectError(directory.resolve("stderr").toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.US_ASCII));
        }
        return process;
    }

    void start(Program program, String... args) throws IOException {
        say(new Start(
                "indexer", 3, program, List.of(args), Payload.of("input"), Map.of("tenant", "a"), HEARTBEAT_MILLIS));
        Thread listener = new Thread(this::listen, "listener");
        listener.setDaemon(true);
        listener.start();
    }

    int javaVersion() {
        return hello.javaVersion();
    }

    void say(SupervisorMessage message) throws IOException {
        say(FrameCodec.encode(new Frame<>(0, message)));
    }

    void say(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** As a dead supervisor's kernel does. */
    void hangUp() throws IOException {
        channel.close();
        server.close();
    }

    /** The next message of this type; others are skipped. */
    <M extends WorkerMessage> M await(Class<M> type) throws InterruptedException {
        List<WorkerMessage> skipped = new ArrayList<>();
        while (true) {
            WorkerMessage message = said.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            assertThat(message)
                    .as("%s, after %s, stderr: %s", type.getSimpleName(), skipped, stderr())
                    .isNotNull();
            if (type.isInstance(message)) {
                return type.cast(message);
            }
            skipped.add(message);
        }
    }

    /** Whether a message of this type has come and was not taken; only certain after the exit. */
    boolean hasSaid(Class<? extends WorkerMessage> type) {
        return said.stream().anyMatch(type::isInstance);
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .as("the child has exited")
                .isTrue();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean exitsWithin(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    void terminate() {
        process.destroy();
    }

    String stdout() {
        return text("stdout");
    }

    String stderr() {
        return text("stderr");
    }

    @Override
    public void close() throws IOException {
        boolean left = process.isAlive();
        process.destroyForcibly();
        exit.join();
        hangUp();
        assertThat(left).as("the child was left running").isFalse();
    }

    /** A child that dies before it connects must not leave the test waiting. */
    private void closeServer() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void listen() {
        try {
            while (true) {
                said.add(read(channel));
            }
        } catch (IOException end) {
            // The child is gone, or the test has hung up.
        }
    }

    private static WorkerMessage read(SocketChannel channel) throws IOException {
        ByteBuffer length = take(channel, FrameCodec.LENGTH_BYTES);
        ByteBuffer body = take(channel, FrameCodec.requireLength(length.getInt(), FrameCodec.MAX_FRAME_BYTES));
        return FrameCodec.decodeFromWorker(body).message();
    }

    private static ByteBuffer take(SocketChannel channel, int bytes) throws IOException {
        ByteBuffer taken = ByteBuffer.allocate(bytes);
        while (taken.hasRemaining()) {
            if (channel.read(taken) < 0) {
                throw new IOException("end of stream");
            }
        }
        return taken.flip();
    }

    private String text(String stream) {
        try {
            return Files.readString(directory.resolve(stream));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path ownJavaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    private static String classPath(Class<?>... classes) {
        List<String> places = new ArrayList<>();
        try {
            for (Class<?> type : classes) {
                places.add(Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString());
            }
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
        return String.join(File.pathSeparator, places);
    }
}
