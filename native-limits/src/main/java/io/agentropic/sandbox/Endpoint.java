package io.agentropic.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TCP port that a confined agent may connect to.
 *
 * @param host a host name or address; {@link #ANY_HOST} for any
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {

    /** Stands for every host. */
    public static final String ANY_HOST = "*";

    private static final int MAX_PORT = 65_535;
    private static final Pattern TEXT =
            Pattern.compile("(?<host>\\*|[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]+])" + ":(?<port>\\d{1,5})");

    /** Refuses a port out of range with {@link IllegalArgumentException}. */
    public Endpoint {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not within 1.." + MAX_PORT);
        }
    }

    /**
     * Reads {@code host:port}, {@code [::1]:port} or {@code *:port}.
     *
     * @throws IllegalArgumentException with a sentence that names the text and what is allowed
     */
    public static Endpoint parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no endpoint; write HOST:PORT, [IPV6]:PORT, or *:PORT for any host");
        }
        return new Endpoint(matcher.group("host"), Integer.parseInt(matcher.group("port")));
    }

    /** Whether any host is meant. */
    public boolean anyHost() {
        return host.equals(ANY_HOST);
    }

    /** As it is written in a configuration file. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
