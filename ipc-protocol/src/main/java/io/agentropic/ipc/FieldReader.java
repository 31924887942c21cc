package io.agentropic.ipc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes fields out of a frame that a stranger sent. Nothing is allocated for a length or a count before the bytes that
 * it promises are known to be there.
 */
final class FieldReader {

    private static final int MIN_TEXT_BYTES = 4;

    private final ByteBuffer source;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

    FieldReader(ByteBuffer source) {
        this.source = source;
    }

    int u8() {
        requireRemaining(1);
        return Byte.toUnsignedInt(source.get());
    }

    int u32() {
        requireRemaining(4);
        return source.getInt();
    }

    long i64() {
        requireRemaining(8);
        return source.getLong();
    }

    boolean bool() {
        int value = u8();
        if (value > 1) {
            throw new ProtocolException(Violation.BAD_VALUE, "a boolean is 0 or 1, not " + value);
        }
        return value == 1;
    }

    /** A text of at most {@link FrameCodec#MAX_TEXT_BYTES}. */
    String text() {
        int length = length();
        if (length > FrameCodec.MAX_TEXT_BYTES) {
            throw new ProtocolException(
                    Violation.BAD_VALUE, "a text of " + length + " bytes is longer than " + FrameCodec.MAX_TEXT_BYTES);
        }
        return utf8(length);
    }

    /** A text bounded by the frame alone. */
    String longText() {
        return utf8(length());
    }

    Payload payload() {
        return Payload.read(source, length());
    }

    byte[] raw(int length) {
        requireRemaining(length);
        byte[] bytes = new byte[length];
        source.get(bytes);
        return bytes;
    }

    List<String> longTexts() {
        int count = count(Integer.MAX_VALUE, MIN_TEXT_BYTES);
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(longText());
        }
        return values;
    }

    Map<String, String> longTextMap(int maxEntries) {
        int count = count(maxEntries, 2 * MIN_TEXT_BYTES);
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            putOnce(entries, longText(), longText());
        }
        return entries;
    }

    void requireEnd() {
        if (source.hasRemaining()) {
            throw new ProtocolException(
                    Violation.TRAILING_BYTES, source.remaining() + " bytes follow the end of the message");
        }
    }

    private static void putOnce(Map<String, String> entries, String key, String value) {
        if (entries.put(key, value) != null) {
            throw new ProtocolException(Violation.BAD_VALUE, "a key appears twice");
        }
    }

    private String utf8(int length) {
        ByteBuffer bytes = source.slice(source.position(), length);
        source.position(source.position() + length);
        try {
            return utf8.decode(bytes).toString();
        } catch (CharacterCodingException malformed) {
            throw new ProtocolException(
                    Violation.BAD_UTF8, "a text of " + length + " bytes is malformed: " + malformed.getMessage());
        }
    }

    private int length() {
        int length = u32();
        if (length < 0) {
            throw new ProtocolException(
                    Violation.TRUNCATED, "a field claims " + Integer.toUnsignedString(length) + " bytes");
        }
        requireRemaining(length);
        return length;
    }

    private int count(int max, int minBytesEach) {
        int count = u32();
        if (count < 0 || count > max) {
            throw new ProtocolException(
                    Violation.BAD_VALUE, "a count is at most " + max + ", not " + Integer.toUnsignedString(count));
        }
        if (count > source.remaining() / minBytesEach) {
            throw new ProtocolException(
                    Violation.TRUNCATED, count + " elements cannot fit in " + source.remaining() + " bytes");
        }
        return count;
    }

    private void requireRemaining(int bytes) {
        if (source.remaining() < bytes) {
            throw new ProtocolException(
                    Violation.TRUNCATED, "a field needs " + bytes + " bytes, and " + source.remaining() + " are left");
        }
    }
}
