package io.agentropic.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.agentropic.bpf.ConnectionTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kernel's own table of live sockets, which root may use. */
@Tag("host")
@Tag("cgroup")
@Timeout(120)
final class ConnectionTableTest {

    private Enclosed enclosed;

    @BeforeEach
    void tablesCanBeMade() {
        assumeThat(ConnectionTable.obstacle())
                .as("why there are no tables here")
                .isEmpty();
        enclosed = Enclosed.here();
    }

    @AfterEach
    void nothingIsLeft() {
        if (enclosed != null) {
            enclosed.close();
        }
    }

    @Test
    void asManySocketsAsAllowedAndNotOneMore() throws Exception {
        try (var table = ConnectionTable.attach(enclosed.directory(), 8)) {
            Conversation user = enclosed.start();
            assertThat(user.ask("tcp 12")).isEqualTo("opened 8");
            assertThat(table.live()).isEqualTo(8);
            assertThat(user.ask("close 1")).isEqualTo("closed 1");
            assertThat(user.ask("tcp 3")).isEqualTo("opened 1");
            assertThat(user.ask("close 8")).isEqualTo("closed 8");
            assertThat(table.live()).isZero();
        }
    }

    @Test
    void datagramSocketsCountAsWell() throws Exception {
        try (var _ = ConnectionTable.attach(enclosed.directory(), 4)) {
            Conversation user = enclosed.start();
            assertThat(user.ask("udp 3")).isEqualTo("opened 3");
            assertThat(user.ask("tcp 3")).isEqualTo("opened 1");
        }
    }

    @Test
    void sixtyFourThreadsInARaceDoNotGetOneTooMany() throws Exception {
        try (var table = ConnectionTable.attach(enclosed.directory(), 50)) {
            Conversation user = enclosed.start();
            for (int round = 0; round < 5; round++) {
                assertThat(user.ask("race 64 4")).isEqualTo("opened 50");
                assertThat(table.live()).isEqualTo(50);
                assertThat(user.ask("close 50")).isEqualTo("closed 50");
            }
        }
    }

    @Test
    void whatIsAcceptedTakesAPlaceToo() throws Exception {
        try (var table = ConnectionTable.attach(enclosed.directory(), 9)) {
            Conversation user = enclosed.start();
            assertThat(user.ask("serve 4")).isEqualTo("answered 4");
            assertThat(table.live()).isEqualTo(8);
            assertThat(user.ask("close 8")).isEqualTo("closed 8");
            assertThat(user.ask("serve 7"))
                    .as("a listener and four pairs fill it")
                    .isEqualTo("answered 4");
        }
    }

    @Test
    void placesOfClosedConnectionsComeBackHoweverOften() throws Exception {
        try (var table = ConnectionTable.attach(enclosed.directory(), 9)) {
            Conversation user = enclosed.start();
            for (int round = 0; round < 20; round++) {
                assertThat(user.ask("serve 4")).isEqualTo("answered 4");
                assertThat(user.ask("close 8")).isEqualTo("closed 8");
            }
            assertThat(table.live()).isZero();
        }
    }

    @Test
    void theLimitMayBeLoweredAndRaisedAgainWhileItRuns() throws Exception {
        try (var table = ConnectionTable.attach(enclosed.directory(), 8)) {
            Conversation user = enclosed.start();
            assertThat(user.ask("tcp 3")).isEqualTo("opened 3");
            assertThat(table.change(5)).isTrue();
            assertThat(user.ask("tcp 5")).isEqualTo("opened 2");
            assertThat(table.change(4)).as("below what is in use").isFalse();
            assertThat(table.most()).isEqualTo(5);
            assertThat(table.change(8)).isTrue();
            assertThat(user.ask("tcp 5")).isEqualTo("opened 3");
            assertThat(table.live()).isEqualTo(8);
        }
    }
}
