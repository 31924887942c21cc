package io.agentropic.ipc.batch;

import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.Violation;
import java.util.function.Consumer;

/**
 * How the records of one direction are written and read. There is no state: every method may be called from any thread.
 *
 * @param <T> what is said in that direction
 */
public final class BatchCodec<T> {

    /** The longest record, in bytes: 15 MiB, so that it fits a frame together with what is around it. */
    public static final int MAX_RECORD_BYTES = 15 << 20;

    /** What each batch begins with. */
    static final int VERSION = 1;

    /** From the supervisor to the shared JVM. */
    public static final BatchCodec<SharedOrder> ORDERS = new BatchCodec<>(new OrderFormat());

    /** From the shared JVM to the supervisor. */
    public static final BatchCodec<SharedNews> NEWS = new BatchCodec<>(new NewsFormat());

    private final RecordFormat<T> format;

    private BatchCodec(RecordFormat<T> format) {
        this.format = format;
    }

    void write(T value, BatchWriter out) {
        format.write(value, out);
    }

    /**
     * Hands the records of a batch, one after the other, to {@code consumer}.
     *
     * @throws ProtocolException at the first that is not well-formed; those before it were handed over
     */
    public void decode(byte[] batch, Consumer<? super T> consumer) {
        BatchReader in = new BatchReader(batch);
        int version = in.u8();
        if (version != VERSION) {
            throw new ProtocolException(
                    Violation.WRONG_VERSION, "a batch is of version " + VERSION + ", not " + version);
        }
        while (in.hasMore()) {
            consumer.accept(next(in));
        }
    }

    private T next(BatchReader in) {
        int type = in.u8();
        try {
            return format.read(type, in);
        } catch (IllegalArgumentException outOfRange) {
            throw new ProtocolException(
                    Violation.BAD_VALUE, "in a record of type " + type + ": " + outOfRange.getMessage());
        }
    }
}
