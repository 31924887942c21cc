package io.agentropic.ipc;

/** Adds up how many bytes a message takes, so that a frame is allocated once and a giant one never. */
final class FieldMeter implements FieldSink {

    private long bytes;

    long bytes() {
        return bytes;
    }

    @Override
    public void u8(int value) {
        bytes += 1;
    }

    @Override
    public void u32(int value) {
        bytes += 4;
    }

    @Override
    public void i64(long value) {
        bytes += 8;
    }

    @Override
    public void text(String value) {
        long length = utf8Length(value);
        if (length > FrameCodec.MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "a text of " + length + " bytes is longer than " + FrameCodec.MAX_TEXT_BYTES);
        }
        bytes += 4 + length;
    }

    @Override
    public void longText(String value) {
        bytes += 4 + utf8Length(value);
    }

    @Override
    public void payload(Payload value) {
        bytes += 4L + value.length();
    }

    @Override
    public void raw(byte[] value) {
        bytes += value.length;
    }

    private static long utf8Length(String text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            length += extraBytes(text, i);
        }
        return length;
    }

    /** Bytes beyond the first; each half of a surrogate pair counts two of its four, a lone half is written as '?'. */
    private static int extraBytes(String text, int index) {
        char c = text.charAt(index);
        if (c < 0x80) {
            return 0;
        }
        if (c < 0x800) {
            return 1;
        }
        if (!Character.isSurrogate(c)) {
            return 2;
        }
        return isPaired(text, index) ? 1 : 0;
    }

    private static boolean isPaired(String text, int index) {
        if (Character.isHighSurrogate(text.charAt(index))) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
}
