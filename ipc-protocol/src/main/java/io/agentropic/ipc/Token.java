package io.agentropic.ipc;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The one-time 256-bit secret by which a child proves that it is the one the supervisor started. It travels over the
 * child's standard input, never in arguments or the environment, and {@code toString} hides it.
 */
public final class Token {

    /** Length of the secret in bytes. */
    public static final int LENGTH = 32;

    private final byte[] secret;

    private Token(byte[] secret) {
        this.secret = secret;
    }

    /** A fresh secret. */
    public static Token random() {
        byte[] secret = new byte[LENGTH];
        new SecureRandom().nextBytes(secret);
        return new Token(secret);
    }

    /**
     * The token made of exactly these bytes.
     *
     * @throws IllegalArgumentException when there are not {@link #LENGTH} of them
     */
    public static Token of(byte[] secret) {
        if (secret.length != LENGTH) {
            throw new IllegalArgumentException("a token has " + LENGTH + " bytes, not " + secret.length);
        }
        return new Token(secret.clone());
    }

    /**
     * The token written as {@link #toHex}.
     *
     * @throws IllegalArgumentException when the text is not 64 hexadecimal digits
     */
    public static Token ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** The secret's bytes, a copy. */
    public byte[] bytes() {
        return secret.clone();
    }

    /** The secret as 64 hexadecimal digits, for the child's standard input. */
    public String toHex() {
        return HexFormat.of().formatHex(secret);
    }

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Token that && MessageDigest.isEqual(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secret);
    }

    @Override
    public String toString() {
        return "Token[hidden]";
    }
}
