package io.agentropic.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A failure domain with its thread: who asks hears of it. */
final class FailureDomainTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final BreakerConfig SOON = BreakerConfig.builder()
            .minCalls(2)
            .openWait(Duration.ofMillis(200), Duration.ofSeconds(1))
            .build();
    private static final BreakerConfig LATE = BreakerConfig.builder()
            .minCalls(2)
            .openWait(Duration.ofMinutes(1), Duration.ofMinutes(10))
            .build();

    private final FailureDomains domains = new FailureDomains(InstantSource.fixed(NOW), () -> 0);
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        domains.close();
    }

    @Test
    void whoIsHeldHearsUntilWhen() throws InterruptedException {
        FailureDomain domain = domain("provider-x", LATE);
        fail(domain);
        Asker asker = new Asker();
        domain.ask(asker);

        assertThat(asker.heard())
                .startsWith("BREAKER_OPEN until 2026-01-01T12:0")
                .endsWith("(circuit breaker 'provider-x')");
        assertThat(news.poll(10, TimeUnit.SECONDS))
                .contains("opened circuit breaker 'provider-x' until 2026-01-01T12:0", "2 failures");
        assertThat(domain.status().state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void theProbeThatSucceedsLetsTheOthersGo() throws InterruptedException {
        FailureDomain domain = domain("provider-x", SOON);
        fail(domain);
        Asker probe = new Asker();
        Asker other = new Asker();
        domain.ask(probe);
        domain.ask(other);
        assertThat(probe.heard()).startsWith("BREAKER_OPEN until");
        assertThat(probe.heard()).isEqualTo("granted");
        assertThat(other.heard()).startsWith("BREAKER_OPEN until");
        assertThat(other.heard()).startsWith("BREAKER_OPEN until the outcome of a probe");

        domain.tell(probe.permit(), Outcome.SUCCESS, news::add);
        assertThat(other.heard()).isEqualTo("granted");
        assertThat(news).anyMatch(text -> text.contains("closed circuit breaker"));
    }

    @Test
    void aProbeThatIsStoppedHandsItsPermitOn() throws InterruptedException {
        FailureDomain domain = domain("provider-x", SOON);
        fail(domain);
        Asker probe = new Asker();
        Asker other = new Asker();
        domain.ask(probe);
        domain.ask(other);
        probe.heard();
        assertThat(probe.heard()).isEqualTo("granted");
        domain.tell(probe.permit(), Outcome.IGNORED, news::add);

        other.heard();
        assertThat(other.heardAtLast("granted")).isTrue();
    }

    @Test
    @DisplayName("S110 failures in one domain do not hold back another")
    void domainsDoNotKnowOfEachOther() throws InterruptedException {
        FailureDomain failing = domain("a", LATE);
        FailureDomain well = domain("b", LATE);
        fail(failing);
        Asker held = new Asker();
        Asker free = new Asker();
        failing.ask(held);
        well.ask(free);

        assertThat(held.heard()).startsWith("BREAKER_OPEN");
        assertThat(free.heard()).isEqualTo("granted");
    }

    private FailureDomain domain(String name, BreakerConfig config) {
        domains.add(name, config);
        return domains.find(name).orElseThrow();
    }

    private void fail(FailureDomain domain) throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            Asker asker = new Asker();
            domain.ask(asker);
            asker.heard();
            domain.tell(asker.permit(), Outcome.FAILURE, news::add);
        }
    }

    private static final class Asker implements PermitWaiter {
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        private volatile Permit permit = new Permit(0, 0);

        @Override
        public void granted(Permit granted) {
            permit = granted;
            told.add("granted");
        }

        @Override
        public void held(String why) {
            told.add(why);
        }

        Permit permit() {
            return permit;
        }

        String heard() throws InterruptedException {
            String next = told.poll(10, TimeUnit.SECONDS);
            return next == null ? "nothing" : next;
        }

        boolean heardAtLast(String wanted) throws InterruptedException {
            for (String next = heard(); !next.equals("nothing"); next = heard()) {
                if (next.equals(wanted)) {
                    return true;
                }
            }
            return false;
        }
    }
}
