package io.agentropic.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * One stream of one agent. The child appends to the file itself; when it has grown past its size its content is copied
 * aside and the file is cut to nothing, which the child's next append honours (O_APPEND, open(2)). What is written
 * between copy and cut is lost. Older files are {@code stdout.log.1}, {@code .2} and so on.
 */
public final class LogFile {

    private static final int TAIL_BYTES = 64 * 1024;

    private final Path path;
    private final long maxBytes;
    private final int maxFiles;

    LogFile(Path path, long maxBytes, int maxFiles) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.maxFiles = maxFiles;
    }

    /** Where the present file lies. */
    public Path path() {
        return path;
    }

    /** Bytes in the present file; 0 when there is none. */
    public long size() throws IOException {
        try {
            return Files.size(path);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /**
     * Moves the content aside when it has outgrown the limit.
     *
     * @return whether it had
     */
    boolean rotateIfLarge() throws IOException {
        if (size() <= maxBytes) {
            return false;
        }
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (maxFiles > 1) {
                age();
                copyEnd(file, aged(1));
            }
            file.truncate(0);
        }
        return true;
    }

    private void age() throws IOException {
        for (int age = maxFiles - 1; age > 1; age--) {
            Path younger = aged(age - 1);
            if (Files.exists(younger, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(younger, aged(age), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A file that outgrew the limit by far keeps its end only: the size on disk stays bounded. */
    private void copyEnd(FileChannel file, Path target) throws IOException {
        long size = file.size();
        long from = Math.max(0, size - maxBytes);
        try (FileChannel copy = FileChannel.open(
                target,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                LinkOption.NOFOLLOW_LINKS)) {
            while (from < size) {
                long copied = file.transferTo(from, size - from, copy);
                if (copied == 0) {
                    return;
                }
                from += copied;
            }
        }
    }

    private Path aged(int age) {
        return path.resolveSibling(path.getFileName() + "." + age);
    }

    /** What was written after the file had {@code since} bytes, at most {@code maxBytes} of it, in UTF-8. */
    public String writtenSince(long since, int maxBytes) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = file.size();
            long from = since <= size ? since : 0;
            return read(file, from, (int) Math.min(maxBytes, size - from));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static String read(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // until the buffer is full or the file was cut meanwhile
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    /**
     * The last lines that were written after the file had {@code since} bytes, at most {@code count}, from at most the
     * last 64 KiB; a line cut by that bound is shown from the cut on.
     */
    public List<String> tail(int count, long since) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = file.size();
            long from = Math.max(size - TAIL_BYTES, since <= size ? since : 0);
            List<String> lines = read(file, from, (int) (size - from)).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
