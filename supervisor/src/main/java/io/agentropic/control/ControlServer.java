package io.agentropic.control;

import io.agentropic.events.EventJournal;
import io.agentropic.json.InvalidJsonException;
import io.agentropic.json.JsonObject;
import io.agentropic.rundir.OwnUser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers commands on the control socket: one virtual thread and one request for each connection. Only the supervisor's
 * own user and root are served; size, number and duration of what they send are bounded all the same.
 */
public final class ControlServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_FOLLOWERS = 16;
    private static final int MAX_REQUEST_BYTES = 64 << 10;
    private static final String WITHOUT_KEY =
            "the request does not carry the key that lies beside the socket, in control.key";
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private final Path socket;
    private final ControlKey key;
    private final ServerSocketChannel server;
    private final ControlHandler handler;
    private final UserPrincipal own;
    private final EventJournal events;
    private final Semaphore followers = new Semaphore(MAX_FOLLOWERS);
    private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("agentropic-control-deadlines").daemon().factory());

    private ControlServer(Path socket, ServerSocketChannel server, ControlHandler handler, EventJournal events)
            throws IOException {
        this.events = events;
        this.key = ControlKey.create(socket);
        this.socket = socket;
        this.server = server;
        this.handler = handler;
        this.own = Files.getOwner(socket, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Listens on {@code socket} (mode 0600), whose directory is ours and locked; one that an earlier supervisor left
     * behind is replaced.
     *
     * @param version the product's, for the {@code version} command
     * @throws ControlException when something else is there, or a supervisor still listens
     */
    public static ControlServer open(Path socket, Supervised supervised, String version) {
        try {
            removeStale(socket);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket), MAX_CONNECTIONS);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            var opened =
                    new ControlServer(socket, server, new ControlHandler(supervised, version), supervised.events());
            Thread.ofVirtual().name("agentropic-control").start(opened::acceptAll);
            return opened;
        } catch (IOException e) {
            throw new ControlException("the control socket " + socket + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void removeStale(Path socket) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        int owner = (int) Files.getAttribute(socket, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (owner != OwnUser.uid()) {
            throw new ControlException("the control socket " + socket + " belongs to uid " + owner);
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(socket));
            throw new ControlException("another supervisor listens on the control socket " + socket);
        } catch (ConnectException nobodyListens) {
            Files.delete(socket);
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                SocketChannel connection = server.accept();
                if (connections.tryAcquire()) {
                    Thread.ofVirtual().name("agentropic-control-connection").start(() -> serve(connection));
                } else {
                    connection.close();
                }
            }
        } catch (ClosedChannelException closed) {
            LOG.debug("the control socket {} is closed", socket);
        } catch (IOException e) {
            LOG.error("the control socket {} accepts no more connections", socket, e);
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            UserPrincipal peer =
                    connection.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            if (peer.equals(own) || peer.getName().equals("root")) {
                answer(connection);
            } else {
                LOG.warn("a connection to the control socket by {} is refused", peer.getName());
            }
        } catch (IOException e) {
            LOG.debug("a connection to the control socket ended early", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.release();
        }
    }

    private void answer(SocketChannel connection) throws IOException, InterruptedException {
        ScheduledFuture<?> idle = closeAfterIdle(connection);
        Optional<String> line = Lines.read(connection, MAX_REQUEST_BYTES);
        idle.cancel(false);
        if (line.isPresent() && line.get().isEmpty()) {
            return;
        }
        if (line.isPresent() && lacksKey(line.get())) {
            LOG.warn("a request on the control socket without its key is refused");
            write(connection, Refusal.BAD_REQUEST.document(WITHOUT_KEY).toString());
            return;
        }
        if (line.isPresent() && isStream(line.get())) {
            stream(connection, ControlRequest.parse(line.get()).options());
            return;
        }
        String answer = line.map(this::answer)
                .orElseGet(() -> Refusal.BAD_REQUEST.document("a request is at most " + MAX_REQUEST_BYTES + " bytes"))
                .toString();
        write(connection, answer);
    }

    /** A reader that does not take the line in time loses the connection. */
    private void write(SocketChannel connection, String line) throws IOException {
        ScheduledFuture<?> unread = closeAfterIdle(connection);
        Lines.write(connection, line);
        unread.cancel(false);
    }

    private boolean lacksKey(String line) {
        try {
            return !key.matches(ControlRequest.keyOf(line));
        } catch (InvalidJsonException refusedLater) {
            return false;
        }
    }

    private static boolean isStream(String line) {
        try {
            return ControlRequest.parse(line).verb() == Verb.EVENTS;
        } catch (InvalidJsonException refusedLater) {
            return false;
        }
    }

    private void stream(SocketChannel connection, JsonObject options) throws IOException, InterruptedException {
        int last = options.number("last").map(Number::intValue).orElse(EventJournal.CAPACITY);
        if (!options.truth("follow")) {
            EventStream.last(events, last, line -> write(connection, line));
        } else if (followers.tryAcquire()) {
            try {
                EventStream.follow(events, last, () -> !server.isOpen(), line -> write(connection, line));
            } finally {
                followers.release();
            }
        } else {
            write(
                    connection,
                    Refusal.FAILED
                            .document(MAX_FOLLOWERS + " readers follow the events already")
                            .toString());
        }
    }

    private JsonObject answer(String line) {
        try {
            return handler.answer(ControlRequest.parse(line));
        } catch (InvalidJsonException e) {
            return Refusal.BAD_REQUEST.document(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Refusal.FAILED.document("the supervisor was interrupted");
        }
    }

    private ScheduledFuture<?> closeAfterIdle(SocketChannel connection) {
        return deadlines.schedule(
                () -> {
                    try {
                        connection.close();
                    } catch (IOException e) {
                        LOG.debug("an idle connection could not be closed", e);
                    }
                },
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Accepts no more, gives answers under way two seconds, and removes the socket. */
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
            ControlKey.delete(socket);
            if (!connections.tryAcquire(MAX_CONNECTIONS, LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("{} connections did not end in time", MAX_CONNECTIONS - connections.availablePermits());
            }
        } catch (IOException e) {
            LOG.warn("the control socket {} cannot be removed", socket, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            deadlines.shutdownNow();
        }
    }
}
