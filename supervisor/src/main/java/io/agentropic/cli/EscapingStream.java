package io.agentropic.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Makes an agent's output harmless to a terminal: control characters other than newline and tab, and bytes that are no
 * UTF-8, are written as {@code \x1b}. Not thread-safe.
 */
final class EscapingStream extends OutputStream {

    private static final int LEAD_OF_C1_CONTROLS = 0xC2;
    private static final int FIRST_AFTER_C1_CONTROLS = 0xA0;

    private final OutputStream target;
    private int lead;
    private int continuationsLeft;

    EscapingStream(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int signed) throws IOException {
        int b = signed & 0xff;
        boolean continuation = (b & 0xC0) == 0x80;
        if (continuationsLeft > 0 && continuation) {
            continueCharacter(b);
            return;
        }
        continuationsLeft = 0;
        if (b == '\n' || b == '\t' || (b >= 0x20 && b < 0x7f)) {
            target.write(b);
        } else if (b >= LEAD_OF_C1_CONTROLS && b <= 0xF4) {
            lead = b;
            continuationsLeft = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
            writeLeadUnlessC1();
        } else {
            escape(b);
        }
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    private void continueCharacter(int b) throws IOException {
        continuationsLeft--;
        if (lead == LEAD_OF_C1_CONTROLS) {
            if (b < FIRST_AFTER_C1_CONTROLS) {
                escape(b);
                return;
            }
            target.write(lead);
        }
        target.write(b);
    }

    private void writeLeadUnlessC1() throws IOException {
        if (lead != LEAD_OF_C1_CONTROLS) {
            target.write(lead);
        }
    }

    private void escape(int b) throws IOException {
        target.write("\\x%02x".formatted(b).getBytes(StandardCharsets.US_ASCII));
    }
}
