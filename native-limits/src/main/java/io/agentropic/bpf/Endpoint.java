package io.agentropic.bpf;

import java.net.InetAddress;

/**
 * Somewhere that may be connected to.
 *
 * @param address an IPv4 or IPv6 address; an IPv4 address covers its form within IPv6 (::ffff:a.b.c.d)
 * @param port 1 to 65535
 */
public record Endpoint(InetAddress address, int port) {

    private static final int MAX_PORT = 65_535;

    /** Refuses a port out of range with {@link IllegalArgumentException}. */
    public Endpoint {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not within 1.." + MAX_PORT);
        }
    }

    /** Its four or sixteen bytes as the kernel's words in memory, lowest byte first. */
    static int[] words(InetAddress address) {
        byte[] bytes = address.getAddress();
        int[] words = new int[bytes.length / Integer.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            words[i / Integer.BYTES] |= (bytes[i] & 0xff) << (i % Integer.BYTES * Byte.SIZE);
        }
        return words;
    }

    /** The port in network order, as a program sees it. */
    int portInNetworkOrder() {
        return inNetworkOrder(port);
    }

    static int inNetworkOrder(int port) {
        return (port & 0xff) << 8 | port >>> 8;
    }
}
