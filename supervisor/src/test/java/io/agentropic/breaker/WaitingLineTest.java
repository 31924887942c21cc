package io.agentropic.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a crowd is let go when a circuit breaker has closed. */
final class WaitingLineTest {

    private final CircuitBreaker breaker = new CircuitBreaker(
            BreakerConfig.builder().mode(BreakerMode.FORCED_OPEN).build());
    private final List<String> released = new ArrayList<>();
    private final WaitingLine line = new WaitingLine(breaker, () -> 0.5);

    @Test
    void aCrowdIsReleasedOneByOneInItsOrder() {
        line.add(waiter("a"));
        line.add(waiter("b"));
        line.add(waiter("c"));
        line.serve(0);
        assertThat(released).isEmpty();
        assertThat(line.nextService(0)).isEmpty();

        breaker.mode(BreakerMode.NORMAL);
        line.serve(0);
        assertThat(released).containsExactly("a");
        long next = line.nextService(0).orElseThrow();
        assertThat(next).isEqualTo(WaitingLine.APART.toNanos());

        line.serve(next - 1);
        assertThat(released).containsExactly("a");
        line.serve(next);
        assertThat(released).containsExactly("a", "b");
        line.serve(2 * next);
        assertThat(released).containsExactly("a", "b", "c");
        assertThat(line.nextService(2 * next)).isEmpty();
    }

    @Test
    void whoComesAloneDoesNotWait() {
        breaker.mode(BreakerMode.NORMAL);
        for (String name : List.of("a", "b", "c")) {
            line.add(waiter(name));
            line.serve(0);
        }

        assertThat(released).containsExactly("a", "b", "c");
    }

    @Test
    void whoWaitsNoLongerIsPassedOver() {
        PermitWaiter gone = waiter("gone");
        line.add(gone);
        line.add(waiter("a"));
        line.remove(gone);
        breaker.mode(BreakerMode.NORMAL);
        line.serve(0);

        assertThat(released).containsExactly("a");
    }

    private PermitWaiter waiter(String name) {
        return new PermitWaiter() {
            @Override
            public void granted(Permit permit) {
                released.add(name);
            }

            @Override
            public void held(String why) {}
        };
    }
}
