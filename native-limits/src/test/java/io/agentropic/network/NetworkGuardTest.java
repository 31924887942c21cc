package io.agentropic.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.agentropic.bpf.Endpoint;
import io.agentropic.bpf.NetworkGuard;
import io.agentropic.bpf.NetworkRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules about the network that the kernel holds for a control group, which root may give. */
@Tag("host")
@Timeout(120)
final class NetworkGuardTest {

    private static final String REFUSED = "Operation not permitted";

    private Enclosed enclosed;
    private ServerSocket server;
    private ServerSocket other;

    @BeforeEach
    void rulesCanBeHeld() throws IOException {
        assumeThat(NetworkGuard.obstacle()).as("why there are no rules here").isEmpty();
        enclosed = Enclosed.here();
        server = new ServerSocket(0);
        other = new ServerSocket(0);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        if (enclosed != null) {
            enclosed.close();
            server.close();
            other.close();
        }
    }

    private Conversation under(NetworkRules rules) throws IOException {
        NetworkGuard.attach(enclosed.directory(), rules);
        return enclosed.start();
    }

    private static Endpoint endpoint(String address, int port) throws IOException {
        return new Endpoint(InetAddress.getByName(address), port);
    }

    @Test
    void noNetworkMeansNoneOfIt() throws Exception {
        Conversation user = under(NetworkRules.NONE);
        int port = server.getLocalPort();
        assertThat(user.ask("connect 127.0.0.1 " + port)).isEqualTo(REFUSED);
        assertThat(user.ask("connect ::1 " + port)).isEqualTo(REFUSED);
        assertThat(user.ask("connect 192.0.2.1 80")).isEqualTo(REFUSED);
        assertThat(user.ask("send 127.0.0.1 53")).isEqualTo(REFUSED);
        assertThat(user.ask("send ::1 53")).isEqualTo(REFUSED);
        assertThat(user.ask("send ::ffff:127.0.0.1 53")).isEqualTo(REFUSED);
        assertThat(user.ask("bind 127.0.0.1 0")).isEqualTo(REFUSED);
        assertThat(user.ask("bind ::1 0")).isEqualTo(REFUSED);
        assertThat(user.ask("bind 0.0.0.0 0")).isEqualTo(REFUSED);
    }

    @Test
    void loopbackIsThisHostAndNobodyElse() throws Exception {
        Conversation user = under(NetworkRules.LOOPBACK);
        int port = server.getLocalPort();
        assertThat(user.ask("connect 127.0.0.1 " + port)).isEqualTo("ok");
        assertThat(user.ask("connect 127.8.8.8 " + port)).isEqualTo("ok");
        assertThat(user.ask("connect ::1 " + port)).isEqualTo("ok");
        assertThat(user.ask("send 127.0.0.1 " + port)).isEqualTo("ok");
        assertThat(user.ask("send ::1 " + port)).isEqualTo("ok");
        assertThat(user.ask("bind 127.0.0.1 0")).isEqualTo("ok");
        assertThat(user.ask("serve 3")).isEqualTo("answered 3");
        assertThat(user.ask("connect 192.0.2.1 80")).isEqualTo(REFUSED);
        assertThat(user.ask("connect 2001:db8::1 80")).isEqualTo(REFUSED);
        assertThat(user.ask("connect 169.254.169.254 80"))
                .as("a metadata service")
                .isEqualTo(REFUSED);
        assertThat(user.ask("send 192.0.2.1 53")).isEqualTo(REFUSED);
        assertThat(user.ask("send 2001:db8::1 53")).isEqualTo(REFUSED);
        assertThat(user.ask("bind 192.0.2.1 0")).isEqualTo(REFUSED);
    }

    @Test
    void onlyWhatIsListedCanBeReachedByAddressAndPort() throws Exception {
        int port = server.getLocalPort();
        Conversation user =
                under(NetworkRules.only(List.of(endpoint("127.0.0.1", port), endpoint("::1", other.getLocalPort()))));
        assertThat(user.ask("connect 127.0.0.1 " + port)).isEqualTo("ok");
        assertThat(user.ask("connect ::1 " + other.getLocalPort())).isEqualTo("ok");
        assertThat(user.ask("send 127.0.0.1 " + port)).isEqualTo("ok");
        assertThat(user.ask("connect 127.0.0.1 " + other.getLocalPort()))
                .as("another port")
                .isEqualTo(REFUSED);
        assertThat(user.ask("connect ::1 " + port)).as("another address").isEqualTo(REFUSED);
        assertThat(user.ask("connect 127.0.0.2 " + port)).as("another address").isEqualTo(REFUSED);
        assertThat(user.ask("send ::1 " + port)).isEqualTo(REFUSED);
        assertThat(user.ask("connect 192.0.2.1 " + port)).isEqualTo(REFUSED);
        assertThat(user.ask("bind 127.0.0.1 " + freePort())).isEqualTo(REFUSED);
        assertThat(user.ask("bind 0.0.0.0 " + freePort()))
                .as("a port of one's own choice")
                .isEqualTo(REFUSED);
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    @Test
    void whatIsServedOnEveryAddressIsReachedThroughLoopbackOnly() throws Exception {
        InetAddress outer = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst()
                .orElse(null);
        assumeThat(outer).as("an address beside loopback").isNotNull();
        Conversation user = under(NetworkRules.LOOPBACK);
        int port = Integer.parseInt(user.ask("listen"));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        }
        try (var socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(outer, port), 2_000))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void tooManyEndpointsAndImpossiblePortsAreRefused() throws Exception {
        Endpoint some = endpoint("192.0.2.1", 80);
        assertThatThrownBy(() -> NetworkRules.only(Collections.nCopies(513, some)))
                .hasMessage("513 endpoints are more than 512");
        assertThatThrownBy(() -> endpoint("192.0.2.1", 0)).hasMessage("port 0 is not within 1..65535");
        NetworkGuard.attach(enclosed.directory(), NetworkRules.only(Collections.nCopies(512, some)));
    }
}
