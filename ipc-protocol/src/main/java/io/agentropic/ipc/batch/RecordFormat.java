package io.agentropic.ipc.batch;

import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.Violation;

/**
 * How single records of one direction are written and read. There is no state.
 *
 * @param <T> what is said in that direction
 */
interface RecordFormat<T> {

    /** The whole record, its type first. */
    void write(T value, BatchWriter out);

    /** What follows the type. */
    T read(int type, BatchReader in);

    /** That no record has this type. */
    static ProtocolException unknown(int type) {
        return new ProtocolException(Violation.UNKNOWN_TYPE, "no record of this direction is of type " + type);
    }
}
