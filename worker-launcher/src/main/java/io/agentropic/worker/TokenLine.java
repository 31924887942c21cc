package io.agentropic.worker;

import io.agentropic.ipc.Token;
import java.io.IOException;
import java.io.InputStream;

/** The first line of standard input: the one-time token as 64 hexadecimal digits. */
final class TokenLine {

    private static final int MAX_LENGTH = 2 * Token.LENGTH;

    private TokenLine() {}

    /** Reads the line and not a byte more. What is wrong with it is said without repeating it. */
    static Token read(InputStream stdin) throws LaunchException {
        StringBuilder line = new StringBuilder(MAX_LENGTH);
        try {
            int next = stdin.read();
            while (next != '\n' && next != -1 && line.length() <= MAX_LENGTH) {
                line.append((char) next);
                next = stdin.read();
            }
        } catch (IOException failure) {
            throw new LaunchException("cannot read the token from standard input: " + failure.getMessage());
        }
        try {
            return Token.ofHex(line.toString());
        } catch (IllegalArgumentException malformed) {
            throw new LaunchException(
                    "standard input does not begin with a token: a line of " + MAX_LENGTH + " hexadecimal digits");
        }
    }
}
