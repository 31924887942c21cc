package io.agentropic.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentropic.sandbox.UidRange;
import io.agentropic.syscall.CurrentProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("host")
final class AgentUserPoolTest {

    /** Nobody else's, and small enough to use up. */
    private static final UidRange RANGE = UidRange.parse("1800000000-1800000002");

    @BeforeEach
    void root() {
        assumeTrue(CurrentProcess.effectiveUser() == 0, "only root hands out users");
    }

    @Test
    void eachUserIsHandedToOneAgentAtATime() {
        AgentUserPool pool = AgentUserPool.of(RANGE);
        try (AgentUserPool.Lease first = pool.take();
                AgentUserPool.Lease second = pool.take()) {
            assertThat(first.user().uid()).isNotEqualTo(second.user().uid());
            assertThat(RANGE.contains(first.user().uid())).isTrue();
            assertThat(first.user().group()).isEqualTo(RANGE.group());
            assertThatThrownBy(pool::take)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("runtime.uids (1800000000-1800000002)");
            assertThatThrownBy(AgentUserPool.of(RANGE)::take).isInstanceOf(IllegalStateException.class);
        }
        pool.take().close();
    }

    @Test
    void aUserThatWasGivenBackTwiceIsFreeOnce() {
        AgentUserPool pool = AgentUserPool.of(RANGE);
        AgentUserPool.Lease lease = pool.take();
        lease.close();
        try (AgentUserPool.Lease _ = pool.take();
                AgentUserPool.Lease last = pool.take()) {
            lease.close();
            assertThatThrownBy(pool::take).isInstanceOf(IllegalStateException.class);
            assertThat(last.user().uid()).isPositive();
        }
    }
}
