package io.agentropic.ipc;

import java.util.List;
import java.util.Map;

/** Where a message goes, field after field: first into a {@link FieldMeter}, then into a {@link FieldWriter}. */
interface FieldSink {

    void u8(int value);

    void u32(int value);

    void i64(long value);

    /**
     * {@code u32} length and UTF-8, unpaired surrogates replaced by {@code ?}.
     *
     * @throws IllegalArgumentException when that is longer than {@link FrameCodec#MAX_TEXT_BYTES}
     */
    void text(String value);

    /** As {@link #text}, bounded by the frame alone. */
    void longText(String value);

    /** {@code u32} length and the bytes. */
    void payload(Payload value);

    /** Exactly the bytes, without a length. */
    void raw(byte[] value);

    default void bool(boolean value) {
        u8(value ? 1 : 0);
    }

    default void longTexts(List<String> values) {
        u32(values.size());
        for (String value : values) {
            longText(value);
        }
    }

    default void longTextMap(Map<String, String> entries) {
        u32(entries.size());
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            longText(entry.getKey());
            longText(entry.getValue());
        }
    }
}
