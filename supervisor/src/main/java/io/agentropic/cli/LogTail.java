package io.agentropic.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is kept of one stream of an agent: the present file and the older ones beside it. */
final class LogTail {

    private static final int CHUNK_BYTES = 64 * 1024;

    /** Oldest first. */
    private final List<Path> files = new ArrayList<>();

    /** Of the stream whose present file this is. */
    LogTail(Path present) {
        if (LogBytes.readable(present)) {
            files.add(present);
        }
        for (int age = 1; LogBytes.readable(aged(present, age)); age++) {
            files.addFirst(aged(present, age));
        }
    }

    /**
     * Copies the last {@code lines} lines, or everything when negative.
     *
     * @return up to where the present file was copied
     */
    long copyLast(long lines, OutputStream target) throws IOException {
        Start start = lines < 0 ? new Start(0, 0) : startOfLast(lines);
        long end = 0;
        for (int i = start.file(); i < files.size(); i++) {
            try (FileChannel channel = LogBytes.open(files.get(i))) {
                end = LogBytes.copyToEnd(channel, i == start.file() ? start.offset() : 0, target);
            }
        }
        target.flush();
        return end;
    }

    private Start startOfLast(long lines) throws IOException {
        long missing = lines;
        for (int i = files.size() - 1; i >= 0; i--) {
            try (FileChannel channel = LogBytes.open(files.get(i))) {
                long size = channel.size();
                if (lines == 0) {
                    return new Start(i, size);
                }
                boolean newest = i == files.size() - 1;
                long end = newest && size > 0 ? size - 1 : size;
                while (end > 0) {
                    long from = Math.max(0, end - CHUNK_BYTES);
                    byte[] chunk = LogBytes.read(channel, from, (int) (end - from));
                    for (int at = chunk.length - 1; at >= 0; at--) {
                        if (chunk[at] == '\n' && --missing == 0) {
                            return new Start(i, from + at + 1);
                        }
                    }
                    end = from;
                }
            }
        }
        return new Start(0, 0);
    }

    private static Path aged(Path present, int age) {
        return present.resolveSibling(present.getFileName() + "." + age);
    }

    private record Start(int file, long offset) {}
}
