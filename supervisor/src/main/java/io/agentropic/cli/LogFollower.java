package io.agentropic.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Copies a log file as it grows. When the file was rotated (its content moved to {@code .1}, the file cut), what was not
 * copied yet is found in {@code .1} by the last bytes that were. Not thread-safe; reads block the thread.
 */
final class LogFollower {

    private static final int REMEMBERED_BYTES = 1024;
    private static final int MAX_CAUGHT_UP_BYTES = 32 << 20;

    private final Path file;
    private final OutputStream target;
    private long position;
    private byte[] remembered = new byte[0];

    /** Follows from {@code position} on. */
    LogFollower(Path file, OutputStream target, long position) {
        this.file = file;
        this.target = target;
        this.position = position;
    }

    /** Copies what is new. */
    void copyNew() throws IOException {
        if (!LogBytes.readable(file)) {
            return;
        }
        try (FileChannel channel = LogBytes.open(file)) {
            if (channel.size() < position) {
                catchUp();
                position = 0;
            }
            long end = LogBytes.copyToEnd(channel, position, target);
            if (end > position) {
                position = end;
                long from = Math.max(0, end - REMEMBERED_BYTES);
                remembered = LogBytes.read(channel, from, (int) (end - from));
            }
        }
        target.flush();
    }

    private void catchUp() throws IOException {
        Path rotated = file.resolveSibling(file.getFileName() + ".1");
        if (remembered.length == 0 || !LogBytes.readable(rotated)) {
            return;
        }
        try (FileChannel channel = LogBytes.open(rotated)) {
            long from = Math.max(0, channel.size() - MAX_CAUGHT_UP_BYTES);
            byte[] end = LogBytes.read(channel, from, (int) (channel.size() - from));
            int copied = endOfRemembered(end);
            target.write(end, copied, end.length - copied);
        }
        remembered = new byte[0];
    }

    /** Where the remembered bytes end in {@code text}; the end of all when they are not there. */
    private int endOfRemembered(byte[] text) {
        for (int at = text.length - remembered.length; at >= 0; at--) {
            if (Arrays.equals(text, at, at + remembered.length, remembered, 0, remembered.length)) {
                return at + remembered.length;
            }
        }
        return text.length;
    }
}
