package io.agentropic.it.bench.micro;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.FrameCodec;
import io.agentropic.ipc.Headers;
import io.agentropic.ipc.JvmSample;
import io.agentropic.ipc.Message;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.Program;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.WorkerMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A message, both ways.
 *
 * @param frame it, to be written
 * @param bytes its frame without the length, to be read
 * @param reader of the side that hears it
 */
record FrameSample(
        Frame<Message> frame, ByteBuffer bytes, Function<ByteBuffer, ? extends Frame<? extends Message>> reader) {

    private static FrameSample of(WorkerMessage message) {
        return of(message, FrameCodec::decodeFromWorker);
    }

    private static FrameSample of(SupervisorMessage message) {
        return of(message, FrameCodec::decodeFromSupervisor);
    }

    private static FrameSample of(Message message, Function<ByteBuffer, ? extends Frame<? extends Message>> reader) {
        Frame<Message> frame = new Frame<>(0, message);
        ByteBuffer bytes =
                FrameCodec.encode(frame).position(FrameCodec.LENGTH_BYTES).slice();
        return new FrameSample(frame, bytes, reader);
    }

    /** 64 bytes for another agent. */
    static FrameSample send() {
        return of(new WorkerMessage.Send("indexer-17", Headers.NONE, Payload.of(new byte[64])));
    }

    /** A sign of life. */
    static FrameSample heartbeat() {
        JvmSample jvm = new JvmSample(48L << 20, 256L << 20, 31L << 20, 17, 230, 14, 9_000_000_000L);
        return of(new WorkerMessage.Heartbeat(4_711, 12_345, true, "", jvm));
    }

    /** The first order of a life. */
    static FrameSample start() {
        return of(new SupervisorMessage.Start(
                "indexer-17",
                3,
                new Program.AgentClass("org.example.agents.Indexer"),
                List.of("--source", "/srv/documents", "--batch", "100"),
                Payload.of("documents of today"),
                Map.of("tenant", "north", "region", "eu-central"),
                5_000));
    }

    ByteBuffer encode() {
        return FrameCodec.encode(frame);
    }

    Frame<? extends Message> decode() {
        return reader.apply(bytes.duplicate());
    }
}
