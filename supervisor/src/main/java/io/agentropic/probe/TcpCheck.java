package io.agentropic.probe;

import io.agentropic.health.Finding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Connects and hangs up.
 *
 * @param host a name or an address
 * @param port where it listens
 */
record TcpCheck(String host, int port) implements Check {

    @Override
    public Finding look() throws InterruptedException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port));
            return Finding.well(host + ":" + port + " accepts connections");
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("gave up on " + host + ":" + port);
            }
            return Finding.bad(host + ":" + port + ": " + e.getMessage());
        }
    }
}
