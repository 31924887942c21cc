package io.agentropic.ipc.batch;

import io.agentropic.ipc.Payload;
import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes records apart. No length and no count is believed before the bytes behind it are known to be there. */
final class BatchReader {

    /** The longest number: 63 bits, seven to a byte. */
    static final int MAX_NUMBER_BYTES = 9;

    private final byte[] bytes;
    private int at;

    BatchReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    int u8() {
        require(1);
        return Byte.toUnsignedInt(bytes[at++]);
    }

    boolean bool() {
        int value = u8();
        if (value > 1) {
            throw new ProtocolException(Violation.BAD_VALUE, "a boolean is 0 or 1, not " + value);
        }
        return value == 1;
    }

    long number() {
        long value = 0;
        for (int i = 0; i < MAX_NUMBER_BYTES; i++) {
            int next = u8();
            value |= (long) (next & 0x7f) << (7 * i);
            if (next < 0x80) {
                return value;
            }
        }
        throw new ProtocolException(Violation.BAD_VALUE, "a number has more than " + MAX_NUMBER_BYTES + " bytes");
    }

    /** A number that fits an {@code int}. */
    int integer() {
        long value = number();
        if (value > Integer.MAX_VALUE) {
            throw new ProtocolException(Violation.BAD_VALUE, "a number is at most 2^31-1, not " + value);
        }
        return (int) value;
    }

    String text() {
        int length = length();
        int from = at;
        at += length;
        for (int i = from; i < at; i++) {
            if (bytes[i] < 0) {
                return decoded(from, length);
            }
        }
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private String decoded(int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new ProtocolException(
                    Violation.BAD_UTF8, "a text of " + length + " bytes is malformed: " + malformed.getMessage());
        }
    }

    Payload payload() {
        int length = length();
        int from = at;
        at += length;
        return length == 0 ? Payload.EMPTY : Payload.of(Arrays.copyOfRange(bytes, from, at));
    }

    List<String> texts() {
        int count = count(1);
        if (count == 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(text());
        }
        return values;
    }

    Map<String, String> pairs() {
        int count = count(2);
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < count; i++) {
            if (pairs.put(text(), text()) != null) {
                throw new ProtocolException(Violation.BAD_VALUE, "a key appears twice");
            }
        }
        return pairs;
    }

    /** How many elements follow, each of at least so many bytes. */
    int count(int minBytesEach) {
        int count = integer();
        if (count > (bytes.length - at) / minBytesEach) {
            throw new ProtocolException(
                    Violation.TRUNCATED, count + " elements cannot fit in " + (bytes.length - at) + " bytes");
        }
        return count;
    }

    private int length() {
        int length = integer();
        require(length);
        return length;
    }

    private void require(int more) {
        if (bytes.length - at < more) {
            throw new ProtocolException(
                    Violation.TRUNCATED, "a field needs " + more + " bytes, and " + (bytes.length - at) + " are left");
        }
    }
}
