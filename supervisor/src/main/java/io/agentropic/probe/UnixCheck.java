package io.agentropic.probe;

import io.agentropic.health.Finding;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Connects and hangs up.
 *
 * @param path of a Unix-domain socket; a link there, which an agent may have made, is not followed
 */
record UnixCheck(Path path) implements Check {

    @Override
    public Finding look() throws InterruptedException {
        if (Files.isSymbolicLink(path)) {
            return Finding.bad(path + " is a symbolic link, which is not followed");
        }
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return Finding.well(path + " accepts connections");
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException("gave up on " + path);
        } catch (IOException e) {
            return Finding.bad(path + ": " + e.getMessage());
        }
    }
}
