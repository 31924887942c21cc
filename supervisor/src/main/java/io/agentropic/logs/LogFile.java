package io.agentropic.logs;

import java.io.ByteArrayOutputStream;
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
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
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

    /** Bytes that earlier files held and this one has not any more; guarded by this. */
    private long movedAside;

    LogFile(Path path, long maxBytes, int maxFiles) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.maxFiles = maxFiles;
    }

    /** Where the present file lies. */
    public Path path() {
        return path;
    }

    /** How far the stream is: the bytes that were moved aside, and those in the present file. */
    public synchronized long position() throws IOException {
        return movedAside + size();
    }

    /** 0 of one that is not there, which is what is found at each first start: no exception is made for that. */
    private long size() throws IOException {
        BasicFileAttributes found =
                path.getFileSystem().provider().readAttributesIfExists(path, BasicFileAttributes.class);
        return found == null ? 0 : found.size();
    }

    /**
     * Moves the content aside when it has outgrown the limit.
     *
     * @return whether it had
     */
    synchronized boolean rotateIfLarge() throws IOException {
        if (size() <= maxBytes) {
            return false;
        }
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            long size = file.size();
            if (maxFiles > 1) {
                age();
                copyEnd(file, size, aged(1));
            }
            file.truncate(0);
            movedAside += size;
        }
        return true;
    }

    /**
     * Goes on in {@code written}, in the same file system, which a process has opened to append to and does not write to at
     * this moment: what this stream held comes first in it, then what the process had written already.
     *
     * @throws IOException when a file cannot be read or moved; the stream is then as it was
     */
    synchronized void adopt(Path written) throws IOException {
        if (size() > 0) {
            try (FileChannel old = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                    FileChannel fresh = FileChannel.open(
                            written, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                byte[] first = read(fresh, 0, (int) Math.min(TAIL_BYTES, fresh.size()));
                fresh.truncate(0);
                copy(old, 0, old.size(), fresh);
                fresh.write(ByteBuffer.wrap(first), fresh.size());
            }
        }
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void copy(FileChannel source, long from, long to, FileChannel target) throws IOException {
        long at = from;
        long copied = 1;
        while (at < to && copied > 0) {
            copied = source.transferTo(at, to - at, target);
            at += copied;
        }
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
    private void copyEnd(FileChannel file, long size, Path target) throws IOException {
        long from = Math.max(0, size - maxBytes);
        try (FileChannel copy = FileChannel.open(
                target,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                LinkOption.NOFOLLOW_LINKS)) {
            copy(file, from, size, copy);
        }
    }

    private Path aged(int age) {
        return path.resolveSibling(path.getFileName() + "." + age);
    }

    /** What was written after the stream was at {@code since}, at most {@code maxBytes} of it, in UTF-8. */
    public synchronized String writtenSince(long since, int maxBytes) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = file.size();
            long from = Math.min(size, Math.max(0, since - movedAside));
            return new String(read(file, from, (int) Math.min(maxBytes, size - from)), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static byte[] read(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // until the buffer is full or the file was cut meanwhile
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * The last lines that were written after the stream was at {@code since}, at most {@code count}, from at most the last
     * 64 KiB; a line cut by that bound is shown from the cut on. Lines that were moved aside a moment ago are among them.
     */
    public synchronized List<String> tail(int count, long since) throws IOException {
        byte[] present = end(path, Math.max(0, since - movedAside), TAIL_BYTES);
        int room = TAIL_BYTES - present.length;
        byte[] before = since < movedAside && maxFiles > 1 && room > 0 ? endMovedAside(since, room) : new byte[0];
        var text = new ByteArrayOutputStream(before.length + present.length);
        text.writeBytes(before);
        text.writeBytes(present);
        List<String> lines = text.toString(StandardCharsets.UTF_8).lines().toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** The file moved aside last ends where {@link #movedAside} is. */
    private byte[] endMovedAside(long since, int room) throws IOException {
        Path last = aged(1);
        long size = Files.exists(last, LinkOption.NOFOLLOW_LINKS) ? Files.size(last) : 0;
        return end(last, Math.max(0, size - (movedAside - since)), room);
    }

    /** The end of a file, at most {@code most} bytes, nothing from before {@code from}; nothing of one that is missing. */
    private static byte[] end(Path path, long from, int most) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = file.size();
            long begin = Math.min(size, Math.max(from, size - most));
            return read(file, begin, (int) (size - begin));
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }
}
