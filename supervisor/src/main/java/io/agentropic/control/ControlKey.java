package io.agentropic.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * What a command must know: 256 random bits in a file beside the socket, which only the supervisor's user can read. A
 * confined agent of the same user may be able to connect to the socket (Landlock before ABI 9 does not look at those), and
 * cannot read the file.
 */
final class ControlKey {

    private static final int BYTES = 32;

    private final String hex;

    private ControlKey(String hex) {
        this.hex = hex;
    }

    private static Path file(Path socket) {
        return socket.resolveSibling("control.key");
    }

    /** Writes a new one (mode 0600) in the place of an earlier one. */
    static ControlKey create(Path socket) throws IOException {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var key = new ControlKey(HexFormat.of().formatHex(bytes));
        Files.deleteIfExists(file(socket));
        try (var channel = Files.newByteChannel(
                file(socket),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(StandardCharsets.US_ASCII.encode(key.hex));
        }
        return key;
    }

    /** The one of the supervisor that listens on {@code socket}. */
    static ControlKey read(Path socket) throws IOException {
        return new ControlKey(Files.readString(file(socket), StandardCharsets.US_ASCII));
    }

    static void delete(Path socket) throws IOException {
        Files.deleteIfExists(file(socket));
    }

    /** Whether this is it; takes the same time for each wrong one. */
    boolean matches(String candidate) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), candidate.getBytes(StandardCharsets.US_ASCII));
    }

    /** As it is sent. */
    String text() {
        return hex;
    }
}
