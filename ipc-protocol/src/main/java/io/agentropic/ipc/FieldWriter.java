package io.agentropic.ipc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes fields into a buffer that a {@link FieldMeter} has sized. */
final class FieldWriter implements FieldSink {

    private final ByteBuffer target;

    FieldWriter(ByteBuffer target) {
        this.target = target;
    }

    @Override
    public void u8(int value) {
        target.put((byte) value);
    }

    @Override
    public void u32(int value) {
        target.putInt(value);
    }

    @Override
    public void i64(long value) {
        target.putLong(value);
    }

    @Override
    public void text(String value) {
        longText(value);
    }

    @Override
    public void longText(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        target.putInt(utf8.length);
        target.put(utf8);
    }

    @Override
    public void payload(Payload value) {
        target.putInt(value.length());
        value.write(target);
    }

    @Override
    public void raw(byte[] value) {
        target.put(value);
    }
}
