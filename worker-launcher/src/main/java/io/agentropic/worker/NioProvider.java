package io.agentropic.worker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;

/**
 * Opens the first channel of the JVM. Left to itself, NIO then searches the whole class path for a provider: about 10 ms,
 * and the agent's own code could run before its start. So the JDK's provider for Linux is named beforehand, unless the
 * command line names one, and the name is taken back for the program not to see.
 */
final class NioProvider {

    private static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";
    private static final String OF_LINUX = "sun.nio.ch.EPollSelectorProvider";

    private NioProvider() {}

    static SocketChannel openUnixChannel() throws IOException {
        if (System.getProperty(PROPERTY) != null || !isThere()) {
            return SocketChannel.open(StandardProtocolFamily.UNIX);
        }
        System.setProperty(PROPERTY, OF_LINUX);
        try {
            return SocketChannel.open(StandardProtocolFamily.UNIX);
        } finally {
            System.clearProperty(PROPERTY);
        }
    }

    private static boolean isThere() {
        try {
            Class.forName(OF_LINUX, false, null);
            return true;
        } catch (ClassNotFoundException anotherPlatform) {
            return false;
        }
    }
}
