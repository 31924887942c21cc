package io.agentropic.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A limit of live sockets that needs no privilege. */
@Tag("host")
@Timeout(120)
final class SocketBrokerTest {

    private Conversation user;

    @BeforeEach
    void start() throws Exception {
        user = Conversation.start(Map.of(), _ -> {}, BrokeredUser.class, "8");
    }

    @AfterEach
    void theBrokerEndsWithItsAgent() throws Exception {
        user.say("broker end");
        user.expect("broker closed");
        user.close();
    }

    @Test
    void asManySocketsAsAllowedAndNotOneMore() {
        assertThat(user.ask("tcp 12")).isEqualTo("opened 8");
        assertThat(user.ask("close 1")).isEqualTo("closed 1");
        assertThat(user.ask("tcp 3")).isEqualTo("opened 1");
        assertThat(user.ask("close 8")).isEqualTo("closed 8");
        assertThat(user.ask("udp 3")).isEqualTo("opened 3");
        assertThat(user.ask("tcp 12")).isEqualTo("opened 5");
    }

    @Test
    void oneTooManyLooksLikeTooManyOpenFiles() {
        assertThat(user.ask("tcp 8")).isEqualTo("opened 8");
        assertThat(user.ask("connect 127.0.0.1 9")).isEqualTo("Too many open files");
    }

    @Test
    void sixtyFourThreadsInARaceDoNotGetOneTooMany() {
        for (int round = 0; round < 3; round++) {
            assertThat(user.ask("race 64 4")).isEqualTo("opened 8");
            assertThat(user.ask("close 8")).isEqualTo("closed 8");
        }
    }

    @Test
    void whatItIsGivenConnects() throws Exception {
        try (var server = new ServerSocket(0)) {
            assertThat(user.ask("connect 127.0.0.1 " + server.getLocalPort())).isEqualTo("ok");
            assertThat(user.ask("connect ::1 " + server.getLocalPort())).isEqualTo("ok");
            assertThat(user.ask("send 127.0.0.1 " + server.getLocalPort())).isEqualTo("ok");
        }
    }

    @Test
    void nobodyListensSoNothingIsAcceptedUncounted() {
        assertThat(user.ask("bind 127.0.0.1 0")).isEqualTo("Operation not permitted");
    }

    @Test
    void theLimitMayBeChangedWhileItRuns() {
        assertThat(user.ask("tcp 3")).isEqualTo("opened 3");
        assertThat(user.ask("broker change 5")).isEqualTo("changed");
        assertThat(user.ask("tcp 9")).isEqualTo("opened 2");
        assertThat(user.ask("broker change 2")).isEqualTo("changed");
        assertThat(user.ask("tcp 9")).isEqualTo("opened 0");
        assertThat(user.ask("broker change 20")).isEqualTo("changed");
        assertThat(user.ask("tcp 20")).isEqualTo("opened 15");
    }

    @Test
    void withoutItsBrokerAnAgentOpensNothing() {
        assertThat(user.ask("tcp 1")).isEqualTo("opened 1");
        assertThat(user.ask("broker close")).isEqualTo("closed");
        assertThat(user.ask("tcp 1")).isEqualTo("opened 0");
        assertThat(user.ask("connect 127.0.0.1 9")).isEqualTo("Function not implemented");
    }
}
