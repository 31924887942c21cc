package io.agentropic.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads log files, which belong to an agent: links are not followed, and what is no regular file is not opened. */
final class LogBytes {

    private static final int CHUNK_BYTES = 64 * 1024;

    private LogBytes() {}

    static boolean readable(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /** The bytes from {@code from} on, at most {@code length}; fewer where the file ends. */
    static byte[] read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes, from + bytes.position());
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Copies from {@code from} to the end, and returns where that was. */
    static long copyToEnd(FileChannel channel, long from, OutputStream target) throws IOException {
        long position = from;
        byte[] chunk = read(channel, position, CHUNK_BYTES);
        while (chunk.length > 0) {
            target.write(chunk);
            position += chunk.length;
            chunk = read(channel, position, CHUNK_BYTES);
        }
        return position;
    }
}
