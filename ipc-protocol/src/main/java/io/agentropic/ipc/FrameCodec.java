package io.agentropic.ipc;

import java.nio.ByteBuffer;

/**
 * Turns messages into frames and back.
 *
 * <p>A frame is {@code u32 length | u8 type | u32 agent reference | body}, big-endian; the length counts what follows
 * it. Texts and payloads are a {@code u32} length and their bytes, lists and maps a {@code u32} count and their
 * elements, booleans one byte. Decoding is strict: what is not exactly one well-formed message is a
 * {@link ProtocolException} that names its {@link Violation}, and no length or count is believed before the bytes behind
 * it have been seen. There is no state: every method may be called from any thread.
 */
public final class FrameCodec {

    /** The version that {@link WorkerMessage.Hello} carries. */
    public static final int PROTOCOL_VERSION = 1;

    /** How long the length itself is, in bytes. */
    public static final int LENGTH_BYTES = 4;

    /** Type and agent reference, in bytes: the shortest frame there is. */
    public static final int HEAD_BYTES = 5;

    /** The longest frame, in bytes after the length: 16 MiB. */
    public static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

    /** The longest frame of a connection that has not said {@link WorkerMessage.Hello} yet, in bytes after the length. */
    public static final int MAX_GREETING_BYTES = 4096;

    /** The longest text in UTF-8, in bytes; arguments, attributes and headers are bounded by the frame alone. */
    public static final int MAX_TEXT_BYTES = 64 * 1024;

    private FrameCodec() {}

    /**
     * A complete frame, its length included, in a buffer that holds nothing else and is ready to be read.
     *
     * @throws IllegalArgumentException when the message does not fit {@link #MAX_FRAME_BYTES}, or a text in it
     *     {@link #MAX_TEXT_BYTES}
     */
    public static ByteBuffer encode(Frame<? extends Message> frame) {
        long length = length(frame.message());
        if (length > MAX_FRAME_BYTES) {
            throw new IllegalArgumentException(frame.message().getClass().getSimpleName() + " takes " + length
                    + " bytes, and a frame holds " + MAX_FRAME_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH_BYTES + (int) length);
        FieldWriter writer = new FieldWriter(bytes);
        writer.u32((int) length);
        writer.u8(type(frame.message()));
        writer.u32(frame.agentReference());
        write(frame.message(), writer);
        return bytes.flip();
    }

    /**
     * What the length of the message's frame would say, however large it is.
     *
     * @throws IllegalArgumentException when a text in it is longer than {@link #MAX_TEXT_BYTES}
     */
    public static long length(Message message) {
        FieldMeter meter = new FieldMeter();
        write(message, meter);
        return HEAD_BYTES + meter.bytes();
    }

    /**
     * What a worker said.
     *
     * @param frame what follows the length, all of it
     * @throws ProtocolException when it is not exactly one message of a worker
     */
    public static Frame<WorkerMessage> decodeFromWorker(ByteBuffer frame) {
        FieldReader in = new FieldReader(frame);
        int type = in.u8();
        int reference = in.u32();
        try {
            WorkerMessage message = WorkerBody.read(type, in);
            in.requireEnd();
            return new Frame<>(reference, message);
        } catch (IllegalArgumentException outOfRange) {
            throw badValue(type, outOfRange);
        }
    }

    /**
     * What the supervisor said.
     *
     * @param frame what follows the length, all of it
     * @throws ProtocolException when it is not exactly one message of a supervisor
     */
    public static Frame<SupervisorMessage> decodeFromSupervisor(ByteBuffer frame) {
        FieldReader in = new FieldReader(frame);
        int type = in.u8();
        int reference = in.u32();
        try {
            SupervisorMessage message = SupervisorBody.read(type, in);
            in.requireEnd();
            return new Frame<>(reference, message);
        } catch (IllegalArgumentException outOfRange) {
            throw badValue(type, outOfRange);
        }
    }

    /**
     * The length, once it is known to be one that a frame may have.
     *
     * @param length the first four bytes of a frame
     * @param limit the longest frame allowed now, in bytes after the length
     * @throws ProtocolException {@link Violation#BAD_LENGTH} or {@link Violation#FRAME_TOO_LARGE}
     */
    public static int requireLength(int length, int limit) {
        if (length < HEAD_BYTES) {
            throw new ProtocolException(
                    Violation.BAD_LENGTH, "a frame has at least " + HEAD_BYTES + " bytes, not " + length);
        }
        if (length > limit) {
            throw new ProtocolException(
                    Violation.FRAME_TOO_LARGE, "a frame of " + length + " bytes, where " + limit + " are allowed");
        }
        return length;
    }

    private static int type(Message message) {
        return message instanceof WorkerMessage worker
                ? WorkerBody.type(worker)
                : SupervisorBody.type((SupervisorMessage) message);
    }

    private static void write(Message message, FieldSink out) {
        if (message instanceof WorkerMessage worker) {
            WorkerBody.write(worker, out);
        } else {
            SupervisorBody.write((SupervisorMessage) message, out);
        }
    }

    private static ProtocolException badValue(int type, IllegalArgumentException outOfRange) {
        return new ProtocolException(
                Violation.BAD_VALUE, "in a message of type " + type + ": " + outOfRange.getMessage());
    }
}
