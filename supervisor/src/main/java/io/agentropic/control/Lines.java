package io.agentropic.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One line of text over a channel, bounded. */
final class Lines {

    private static final int CHUNK_BYTES = 8192;

    private Lines() {}

    /**
     * Reads until the end of the line or of the stream.
     *
     * @return nothing when the line is longer than {@code maxBytes}
     */
    static Optional<String> read(SocketChannel channel, int maxBytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        while (channel.read(chunk) >= 0) {
            int end = indexOfNewline(chunk);
            line.write(chunk.array(), 0, end < 0 ? chunk.position() : end);
            if (line.size() > maxBytes) {
                return Optional.empty();
            }
            if (end >= 0) {
                break;
            }
            chunk.clear();
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /** Writes the text and the end of the line. */
    static void write(SocketChannel channel, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static int indexOfNewline(ByteBuffer filled) {
        for (int i = 0; i < filled.position(); i++) {
            if (filled.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }
}
