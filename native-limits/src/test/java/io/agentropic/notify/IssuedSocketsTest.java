package io.agentropic.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IssuedSocketsTest {

    private final List<Long> processes = new ArrayList<>(List.of(17L));

    @TempDir
    Path proc;

    private IssuedSockets sockets;

    @BeforeEach
    void none() throws IOException {
        Files.createDirectories(proc.resolve("self/net"));
        Files.createDirectories(proc.resolve("17/fd"));
        sockets = new IssuedSockets(proc, () -> processes);
    }

    private void descriptor(long pid, int number, String target) throws IOException {
        Path directory = Files.createDirectories(proc.resolve(pid + "/fd"));
        Files.createSymbolicLink(directory.resolve(Integer.toString(number)), Path.of(target));
    }

    @Test
    void aSocketIsOpenWhileAProcessShowsIt() throws IOException {
        sockets.add(4711);
        descriptor(17, 5, "socket:[4711]");
        descriptor(17, 6, "socket:[99]");
        descriptor(17, 7, "/dev/null");
        assertThat(sockets.count()).as("another's socket is not counted").isEqualTo(1);
        Files.delete(proc.resolve("17/fd/5"));
        assertThat(sockets.count()).isZero();
    }

    @Test
    void aSocketThatAChildInheritedIsOpen() throws IOException {
        sockets.add(4711);
        processes.add(18L);
        descriptor(18, 3, "socket:[4711]");
        assertThat(sockets.count()).isEqualTo(1);
    }

    @Test
    void aConnectionThatTravelsInAMessageIsOpen() throws IOException {
        sockets.add(4711);
        Files.writeString(proc.resolve("self/net/tcp6"), """
                  sl  local_address rem_address st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:8124 0100007F:0050 01 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0
                """);
        assertThat(sockets.count()).isEqualTo(1);
    }

    @Test
    void aProcessThatHasEndedHasNone() {
        sockets.add(4711);
        processes.add(4_000_000L);
        assertThat(sockets.count()).isZero();
    }

    @Test
    void whatCannotBeLookedAtCountsAsOpen() throws IOException {
        var blind = new IssuedSockets(proc, () -> {
            throw new UncheckedIOException(new IOException("/proc is not there"));
        });
        blind.add(1);
        blind.add(2);
        assertThat(blind.count()).isEqualTo(2);
        sockets.add(4711);
        Files.writeString(proc.resolve("self/net/udp"), "");
        Files.delete(proc.resolve("self/net/udp"));
        Files.createDirectory(proc.resolve("self/net/udp"));
        assertThat(sockets.count()).as("a table that cannot be read").isEqualTo(1);
    }
}
