package io.agentropic.control;

import io.agentropic.json.InvalidJsonException;
import io.agentropic.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a running supervisor; one connection for each request. */
public final class ControlClient {

    private static final int MAX_ANSWER_BYTES = 64 << 20;
    private static final Duration QUERY_DEADLINE = Duration.ofSeconds(30);

    private final Path socket;

    /** A client of the supervisor that listens on {@code socket}; nothing is opened yet. */
    public ControlClient(Path socket) {
        this.socket = socket;
    }

    /**
     * Sends the request and waits for the answer; queries wait 30 s at most, actions as long as they take.
     *
     * @return the answer, of kind {@code Error} when the request was refused
     * @throws NoSupervisorException when nothing listens
     * @throws ControlException when the answer does not come or makes no sense
     */
    public JsonObject ask(ControlRequest request) {
        try (SocketChannel channel = connect()) {
            @Nullable Thread deadline = request.verb().query() ? closeLater(channel) : null;
            Lines.write(channel, request.line(ControlKey.read(socket)));
            String answer = Lines.read(channel, MAX_ANSWER_BYTES).orElse("");
            if (deadline != null) {
                deadline.interrupt();
            }
            if (answer.isEmpty()) {
                throw new ControlException("the supervisor on " + socket + " closed the connection without an answer");
            }
            return JsonObject.parse(answer);
        } catch (AsynchronousCloseException e) {
            throw new ControlException(
                    "the supervisor on " + socket + " did not answer within " + QUERY_DEADLINE.toSeconds() + " s", e);
        } catch (IOException | InvalidJsonException e) {
            throw new ControlException("the supervisor on " + socket + " cannot be asked: " + e.getMessage(), e);
        }
    }

    /**
     * Sends a request that is answered with a stream, and hands each document on until the supervisor ends it.
     *
     * @throws NoSupervisorException when nothing listens
     * @throws ControlException when the stream breaks or makes no sense
     */
    public void stream(ControlRequest request, Consumer<JsonObject> each) {
        try (SocketChannel channel = connect();
                BufferedReader lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            Lines.write(channel, request.line(ControlKey.read(socket)));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    each.accept(JsonObject.parse(line));
                }
            }
        } catch (IOException | InvalidJsonException e) {
            throw new ControlException("the stream from the supervisor on " + socket + " broke: " + e.getMessage(), e);
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException e) {
            channel.close();
            if (e instanceof ConnectException || !Files.exists(socket)) {
                throw new NoSupervisorException(socket, e);
            }
            throw e;
        }
    }

    private static Thread closeLater(SocketChannel channel) {
        return Thread.ofPlatform().name("control-deadline").daemon().start(() -> {
            try {
                Thread.sleep(QUERY_DEADLINE);
                channel.close();
            } catch (InterruptedException answered) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new ControlException("the connection cannot be closed", e);
            }
        });
    }
}
