package io.agentropic.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.ipc.ProtocolException;
import io.agentropic.ipc.Violation;
import org.junit.jupiter.api.Test;

final class ViolationLogTest {

    private long now = Long.MAX_VALUE - 1;
    private final ViolationLog log = new ViolationLog(() -> now);

    @Test
    void theFirstOfEachKindIsSaidAtOnce() {
        assertThat(log.line(broken(Violation.SILENT))).hasValue("SILENT: broken");
        assertThat(log.line(broken(Violation.TRUNCATED))).hasValue("TRUNCATED: broken");
    }

    @Test
    void furtherOnesAreCountedInOneLineAfterAWhile() {
        assertThat(log.line(broken(Violation.SILENT))).isPresent();
        now += ViolationLog.QUIET.toNanos() - 1;
        assertThat(log.line(broken(Violation.SILENT))).isEmpty();
        assertThat(log.line(broken(Violation.SILENT))).isEmpty();
        now += 1;
        assertThat(log.line(broken(Violation.SILENT))).hasValue("SILENT: broken (and 2 more since the last line)");
        now += ViolationLog.QUIET.toNanos();
        assertThat(log.line(broken(Violation.SILENT))).hasValue("SILENT: broken");
    }

    private static ProtocolException broken(Violation violation) {
        return new ProtocolException(violation, "broken");
    }
}
