package io.agentropic.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for contents. */
final class Digest {

    private static final int BYTES = 16;

    private Digest() {}

    /** The same of a text's UTF-8. */
    static String of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }

    /** 32 hexadecimal digits of its SHA-256. */
    static String of(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
