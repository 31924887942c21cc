package io.agentropic.gateway;

import io.agentropic.ipc.Token;
import io.agentropic.ipc.Violation;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where workers connect: a Unix-domain socket that only this user may open. Any thread may use it. */
public final class Gateway implements AutoCloseable {

    /** What may wait for a slow worker before messages for it are refused: 8 MiB. */
    public static final int MAX_QUEUED_BYTES = 8 << 20;

    /** Time from accept to hello. */
    public static final Duration HELLO_DEADLINE = Duration.ofSeconds(10);

    /** Connections that may be without a hello at once; further ones are closed and counted. */
    public static final int MAX_UNGREETED = 256;

    private static final long QUIET_MILLIS = 0;
    private static final long CLOSE_SECONDS = 5;

    private final UserPrincipal self;
    private final Expectations expectations = new Expectations();
    private final ViolationCounters counters = new ViolationCounters();
    private final ViolationLog violationLog = new ViolationLog(System::nanoTime);
    private final Lobby lobby = new Lobby(MAX_UNGREETED);
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("agentropic-gateway", true), NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup(loop.next(), true);
    private final Duration helloDeadline;
    private final Channel server;

    private Gateway(Path socket, Duration helloDeadline) throws IOException {
        this.helloDeadline = helloDeadline;
        this.self = Files.getOwner(socket.toAbsolutePath().getParent());
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerDomainSocketChannel.class)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(MAX_QUEUED_BYTES / 2, MAX_QUEUED_BYTES))
                // A worker whose JVM is ending reads no more and still has things to say: only the end of what it says
                // is the end.
                .childOption(ChannelOption.AUTO_CLOSE, false)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        initialize(channel);
                    }
                })
                .bind(UnixDomainSocketAddress.of(socket))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stopLoop();
            throw new IOException("the workers' socket " + socket + " cannot be opened", bound.cause());
        }
        server = bound.channel();
    }

    private void initialize(Channel channel) {
        connections.add(channel);
        FrameDecoder decoder = new FrameDecoder();
        channel.pipeline()
                .addLast(new PeerCheck(self, expectations))
                .addLast(decoder)
                .addLast(new WorkerConnection(expectations, lobby, counters, violationLog, decoder, helloDeadline));
    }

    /**
     * Opens the socket; one left there by a dead supervisor is replaced, so the caller holds the directory's lock.
     *
     * @throws IOException when the socket cannot be opened
     */
    public static Gateway open(Path socket) throws IOException {
        return open(socket, HELLO_DEADLINE);
    }

    static Gateway open(Path socket, Duration helloDeadline) throws IOException {
        Files.deleteIfExists(socket);
        Gateway gateway = new Gateway(socket, helloDeadline);
        try {
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            gateway.close();
            throw e;
        }
        return gateway;
    }

    /** Waits for the worker of this user that runs as {@code pid} and knows {@code token}. */
    public void expect(Token token, long pid, WorkerListener listener) {
        expectations.add(token, pid, self, listener);
    }

    /**
     * Waits for the worker that runs as {@code pid} and knows {@code token}.
     *
     * @param uid whose worker it is; empty for this user's
     */
    public void expect(Token token, long pid, Optional<Integer> uid, WorkerListener listener) {
        expectations.add(token, pid, uid.map(Gateway::user).orElse(self), listener);
    }

    private static UserPrincipal user(int uid) {
        try {
            return FileSystems.getDefault()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(Integer.toString(uid));
        } catch (IOException e) {
            throw new UncheckedIOException("user " + uid + " cannot be looked up", e);
        }
    }

    /** Waits no longer for the worker that knows {@code token}. */
    public void forget(Token token) {
        expectations.remove(token);
    }

    /** How often each rule of the protocol was broken since the gateway was opened. */
    public Map<Violation, Long> violations() {
        return counters.snapshot();
    }

    /** Closes the socket and all connections. */
    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        stopLoop();
    }

    private void stopLoop() {
        loop.shutdownGracefully(QUIET_MILLIS, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
