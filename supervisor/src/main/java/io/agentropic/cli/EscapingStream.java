package io.agentropic.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes an agent's output harmless to a terminal: what {@link Terminal#harmless} does not let pass, newline and tab apart,
 * and bytes that are no UTF-8 are written as {@code \x1b}. At most one character is held back. Not thread-safe.
 */
final class EscapingStream extends OutputStream {

    private static final int LONGEST = 4;

    private final OutputStream target;
    private final byte[] character = new byte[LONGEST];
    private int held;
    private int awaited;

    EscapingStream(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int signed) throws IOException {
        int b = signed & 0xff;
        if (held > 0 && (b & 0xC0) != 0x80) {
            escapeHeld();
        }
        if (held == 0 && b < 0x80) {
            single(b);
            return;
        }
        if (held == 0) {
            awaited = b < 0xC2 || b > 0xF4 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
        }
        character[held++] = (byte) b;
        if (held == awaited) {
            complete();
        }
    }

    /** What is held back is an unfinished character: it stays so, more may follow. */
    @Override
    public void flush() throws IOException {
        target.flush();
    }

    /** An unfinished character is written as what it is; the target stays open. */
    @Override
    public void close() throws IOException {
        escapeHeld();
        flush();
    }

    private void single(int b) throws IOException {
        if (b == '\n' || b == '\t' || Terminal.harmless(b)) {
            target.write(b);
        } else {
            escape(b);
        }
    }

    /** An overlong form or half of a surrogate pair does not survive decoding and encoding. */
    private void complete() throws IOException {
        String text = new String(character, 0, held, StandardCharsets.UTF_8);
        boolean valid = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOf(character, held));
        if (valid && text.codePoints().allMatch(Terminal::harmless)) {
            target.write(character, 0, held);
            held = 0;
        } else {
            escapeHeld();
        }
    }

    private void escapeHeld() throws IOException {
        for (int i = 0; i < held; i++) {
            escape(character[i] & 0xff);
        }
        held = 0;
    }

    private void escape(int b) throws IOException {
        target.write("\\x%02x".formatted(b).getBytes(StandardCharsets.US_ASCII));
    }
}
