package io.agentropic.gateway;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.Violation;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.ipc.WorkerMessage.Hello;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, from accept to close: a hello within its deadline, then messages to the listener it belongs to. */
final class WorkerConnection extends SimpleChannelInboundHandler<Frame<WorkerMessage>> {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerConnection.class);

    private final Expectations expectations;
    private final Lobby lobby;
    private final ViolationCounters counters;
    private final ViolationLog violationLog;
    private final FrameDecoder decoder;
    private final Duration helloDeadline;

    private @Nullable WorkerListener listener;
    private @Nullable WorkerChannel way;
    private @Nullable Future<?> silence;
    /** Set once: what comes after the first violation is neither read nor counted. */
    private boolean ended;

    private boolean inLobby;

    private String endReason = "the worker closed the connection";

    WorkerConnection(
            Expectations expectations,
            Lobby lobby,
            ViolationCounters counters,
            ViolationLog violationLog,
            FrameDecoder decoder,
            Duration helloDeadline) {
        this.expectations = expectations;
        this.lobby = lobby;
        this.counters = counters;
        this.violationLog = violationLog;
        this.decoder = decoder;
        this.helloDeadline = helloDeadline;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        inLobby = lobby.enter();
        if (!inLobby) {
            throw new ProtocolException(
                    Violation.CROWDED, "as many connections as are allowed have not said hello yet");
        }
        silence = context.executor()
                .schedule(() -> refuse(context, silent()), helloDeadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private ProtocolException silent() {
        return new ProtocolException(Violation.SILENT, "no hello came within " + helloDeadline.toMillis() + " ms");
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Frame<WorkerMessage> frame) {
        if (ended) {
            return;
        }
        if (frame.agentReference() != 0) {
            throw new ProtocolException(
                    Violation.WRONG_REFERENCE,
                    "agent reference " + frame.agentReference() + " on a connection of one agent");
        }
        WorkerListener known = listener;
        if (known == null) {
            greet(context, frame.message());
        } else if (frame.message() instanceof Hello) {
            throw new ProtocolException(Violation.SECOND_HELLO, "a worker says hello once");
        } else if (!known.received(frame.message())) {
            stopReading(context, known);
        }
    }

    private void greet(ChannelHandlerContext context, WorkerMessage first) {
        if (!(first instanceof Hello hello)) {
            throw new ProtocolException(Violation.NOT_GREETED, first.getClass().getSimpleName() + " came before Hello");
        }
        WorkerListener claimed = expectations.claim(hello, PeerCheck.userOf(context.channel()));
        leaveLobby();
        decoder.greeted();
        listener = claimed;
        WorkerChannel made = new WorkerChannel(context.channel(), claimed);
        way = made;
        claimed.connected(made);
    }

    private static void stopReading(ChannelHandlerContext context, WorkerListener listener) {
        context.channel().config().setAutoRead(false);
        if (listener.hasRoom()) {
            context.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (way != null) {
            way.writabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leaveLobby();
        if (listener != null) {
            listener.disconnected(endReason);
        }
    }

    private void leaveLobby() {
        if (inLobby) {
            inLobby = false;
            lobby.leave();
        }
        if (silence != null) {
            silence.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        Throwable cause =
                failure instanceof DecoderException && failure.getCause() != null ? failure.getCause() : failure;
        switch (cause) {
            case ProtocolException broken -> refuse(context, broken);
            case IOException reset -> end(context, "the connection broke: " + reset.getMessage());
            default -> {
                LOG.error("the connection of a worker ends for a fault of the supervisor's own", cause);
                end(context, "a fault of the supervisor: " + cause);
            }
        }
    }

    private void refuse(ChannelHandlerContext context, ProtocolException broken) {
        if (ended) {
            return;
        }
        counters.count(broken.violation());
        violationLog.line(broken).ifPresent(line -> LOG.warn("a worker's connection is closed: {}", line));
        if (listener != null) {
            listener.shutOut(String.valueOf(broken.getMessage()));
        }
        end(context, "the worker broke the protocol: " + broken.getMessage());
    }

    private void end(ChannelHandlerContext context, String reason) {
        if (!ended) {
            ended = true;
            endReason = reason;
        }
        var _ = context.close();
    }
}
