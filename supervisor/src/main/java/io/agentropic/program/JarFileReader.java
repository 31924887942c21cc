package io.agentropic.program;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads single entries of a jar that nobody vouches for: how much memory that takes is bounded whatever the jar claims.
 * Not thread-safe.
 */
final class JarFileReader implements AutoCloseable {

    /** A class file or manifest beyond this is refused; the largest of real programs are well below 1 MiB. */
    static final int MAX_ENTRY_BYTES = 4 << 20;

    /** The table of contents of some 500,000 entries; {@code ZipFile} reads all of it into memory. */
    private static final long MAX_DIRECTORY_BYTES = 64L << 20;

    private static final int END_HEADER_BYTES = 22;
    private static final int MAX_COMMENT_BYTES = 0xFFFF;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int OLDEST_VERSIONED_FEATURE = 9;

    private final Path path;
    private final ZipFile zip;
    private final Attributes attributes;

    private JarFileReader(Path path, ZipFile zip) throws IOException {
        this.path = path;
        this.zip = zip;
        this.attributes = manifest();
    }

    /** Opens a jar, or says in a {@link Violation} why that cannot be done. */
    static JarFileReader open(Path path) {
        requireFile(path);
        try {
            requireModestDirectory(path);
            return open(path, new ZipFile(path.toFile()));
        } catch (IOException notAZip) {
            throw new Violation(path + " is not a jar: " + notAZip.getMessage());
        }
    }

    private static JarFileReader open(Path path, ZipFile zip) throws IOException {
        try {
            return new JarFileReader(path, zip);
        } catch (IOException | Violation e) {
            zip.close();
            throw e;
        }
    }

    /** The manifest's main attributes; empty when it has no manifest. */
    Attributes attributes() {
        return attributes;
    }

    /** A class as a JVM of {@code featureVersion} would find it in here. */
    Optional<byte[]> classFile(String entryName, int featureVersion) throws IOException {
        if (Boolean.parseBoolean(attributes.getValue("Multi-Release"))) {
            for (int version = featureVersion; version >= OLDEST_VERSIONED_FEATURE; version--) {
                Optional<byte[]> versioned = read("META-INF/versions/" + version + "/" + entryName);
                if (versioned.isPresent()) {
                    return versioned;
                }
            }
        }
        return read(entryName);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private Attributes manifest() throws IOException {
        Optional<byte[]> manifest = read("META-INF/MANIFEST.MF");
        return manifest.isEmpty()
                ? new Attributes()
                : new Manifest(new ByteArrayInputStream(manifest.get())).getMainAttributes();
    }

    private Optional<byte[]> read(String entryName) throws IOException {
        ZipEntry entry = zip.getEntry(entryName);
        if (entry == null || entry.isDirectory()) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MAX_ENTRY_BYTES + 1);
            if (bytes.length > MAX_ENTRY_BYTES) {
                throw new Violation(
                        path + " is refused: " + entryName + " is larger than " + MAX_ENTRY_BYTES + " bytes");
            }
            return Optional.of(bytes);
        }
    }

    private static void requireFile(Path path) {
        if (!Files.exists(path)) {
            throw new Violation("jar " + path + " does not exist");
        }
        if (!Files.isRegularFile(path)) {
            throw new Violation(
                    path + (Files.isDirectory(path) ? " is a directory, not a jar" : " is not a regular file"));
        }
        if (!Files.isReadable(path)) {
            throw new Violation("jar " + path + " cannot be read by this user");
        }
    }

    /** Zip's "end of central directory record" (APPNOTE.TXT 4.3.16) tells the size of the table of contents. */
    private static void requireModestDirectory(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(file.length(), END_HEADER_BYTES + MAX_COMMENT_BYTES)];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            ByteBuffer end = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = tail.length - END_HEADER_BYTES; at >= 0; at--) {
                if (end.getInt(at) == END_SIGNATURE && directoryBytes(end, at) > MAX_DIRECTORY_BYTES) {
                    throw new Violation(path + " is refused: its table of contents is larger than "
                            + MAX_DIRECTORY_BYTES + " bytes");
                }
            }
        }
    }

    private static long directoryBytes(ByteBuffer end, int at) {
        return Integer.toUnsignedLong(end.getInt(at + 12));
    }
}
