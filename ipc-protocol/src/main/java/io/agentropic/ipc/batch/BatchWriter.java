package io.agentropic.ipc.batch;

import io.agentropic.ipc.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Puts records behind each other, in an array that grows. Not thread-safe. */
final class BatchWriter {

    private static final int FIRST_BYTES = 8 * 1024;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    int length() {
        return length;
    }

    /** Takes back what was written since the writer was so long. */
    void truncate(int length) {
        this.length = length;
    }

    /** Adds what stands in {@code source} from {@code from} on, as it is. */
    void append(byte[] source, int from) {
        int count = source.length - from;
        require(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** What was written, a copy. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    void u8(int value) {
        require(1);
        bytes[length++] = (byte) value;
    }

    /** A number that is not negative, seven bits to a byte, the lowest first. */
    void number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a number in a batch is at least 0, not " + value);
        }
        require(BatchReader.MAX_NUMBER_BYTES);
        long left = value;
        while (left >= 0x80) {
            bytes[length++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
    }

    /** Length and UTF-8; unpaired surrogates become {@code ?}. */
    void text(String value) {
        raw(value.getBytes(StandardCharsets.UTF_8));
    }

    void payload(Payload value) {
        if (value.length() == 0) {
            number(0);
        } else {
            raw(value.bytes());
        }
    }

    void texts(List<String> values) {
        number(values.size());
        for (String value : values) {
            text(value);
        }
    }

    void pairs(Map<String, String> pairs) {
        number(pairs.size());
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            text(pair.getKey());
            text(pair.getValue());
        }
    }

    private void raw(byte[] value) {
        number(value.length);
        require(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    private void require(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
