package io.agentropic.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.cgroup.Strain;
import io.agentropic.health.Finding;
import io.agentropic.health.Outcome;
import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.Probe;
import io.agentropic.spec.ProbeRole;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ProberTest {

    private static final Duration GENEROUS = Duration.ofSeconds(30);

    private final BlockingQueue<Finding> findings = new LinkedBlockingQueue<>();
    private final AtomicReference<Strain> strain = new AtomicReference<>(Strain.NONE);
    private @Nullable Prober prober;

    @AfterEach
    void close() {
        if (prober != null) {
            prober.close();
        }
    }

    private void start(Duration period, Duration timeout, Check check) {
        Probe probe = HealthConfig.builder()
                .liveness(Probe.heartbeat().period(period).timeout(timeout))
                .build()
                .probe(ProbeRole.LIVENESS)
                .orElseThrow();
        prober = Prober.start("test", probe, check, strain::get, findings::add, Duration.ZERO);
    }

    private Finding next() throws InterruptedException {
        Finding finding = findings.poll(GENEROUS.toSeconds(), TimeUnit.SECONDS);
        assertThat(finding).as("a finding").isNotNull();
        return finding;
    }

    @Test
    void itLooksAgainAndAgain() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        start(Duration.ofMillis(5), GENEROUS, () -> Finding.well("look " + looks.incrementAndGet()));

        assertThat(next().detail()).isEqualTo("look 1");
        assertThat(next().detail()).isEqualTo("look 2");
        assertThat(next().detail()).isEqualTo("look 3");
    }

    @Test
    @DisplayName("S80: a look that throws says nothing, and the prober lives")
    void aLookThatThrowsSaysNothing() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        start(Duration.ofMillis(5), GENEROUS, () -> {
            if (looks.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
            }
            return Finding.well("");
        });

        assertThat(next()).isEqualTo(Finding.unknown("the look failed: java.lang.IllegalStateException: broken"));
        assertThat(next().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    @DisplayName("S83: a look that takes too long is a failure, and its late answer is dropped")
    void aLateAnswerIsDropped() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        start(Duration.ofMillis(500), Duration.ofMillis(50), () -> {
            if (looks.incrementAndGet() == 1) {
                awaitUninterrupted(answer);
                return Finding.well("late");
            }
            return Finding.well("in time");
        });

        assertThat(next()).isEqualTo(Finding.silence("no answer within 50 ms"));
        assertThat(next()).isEqualTo(Finding.silence("the look before still hangs"));
        assertThat(looks).hasValue(1);
        answer.countDown();
        Finding following = next();
        while (following.silent()) {
            following = next();
        }
        assertThat(following.detail()).isEqualTo("in time");
    }

    @Test
    void aLookGivenUpIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        start(GENEROUS, Duration.ofMillis(20), () -> {
            try {
                Thread.sleep(GENEROUS);
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return Finding.well("");
        });

        assertThat(next().silent()).isTrue();
        assertThat(interrupted.await(GENEROUS.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void silenceOfAStarvedAgentDoesNotCount() throws Exception {
        start(Duration.ofMillis(10), GENEROUS, () -> {
            Strain before = strain.get();
            strain.set(new Strain(
                    before.throttledTime().plusSeconds(10),
                    before.periods() + 10,
                    before.throttledPeriods() + 9,
                    0,
                    0,
                    null,
                    null,
                    false));
            return Finding.silence("no heartbeat");
        });

        Finding finding = next();
        assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(finding.detail()).startsWith("no heartbeat, but it is starved, not hung");
    }

    @Test
    void aBadAnswerOfAStarvedAgentCounts() throws Exception {
        start(Duration.ofMillis(10), GENEROUS, () -> {
            strain.set(new Strain(Duration.ofSeconds(100), 10, 9, 0, 0, null, null, false));
            return Finding.bad("status 500");
        });

        assertThat(next().outcome()).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void aSupervisorThatIsLateForgivesOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Probe probe = HealthConfig.builder()
                .liveness(Probe.heartbeat().period(Duration.ofMillis(20)).timeout(GENEROUS))
                .build()
                .probe(ProbeRole.LIVENESS)
                .orElseThrow();
        prober = Prober.start(
                "test",
                probe,
                () -> Finding.silence("no heartbeat"),
                () -> {
                    // the clock runs on before each look but the first, as for a supervisor that was suspended
                    if (asked.incrementAndGet() <= 3) {
                        sleep(Duration.ofMillis(100));
                    }
                    return Strain.NONE;
                },
                findings::add,
                Duration.ZERO);

        Finding first = next();
        assertThat(first.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(first.detail()).contains("the supervisor itself was");
        assertThat(next().outcome()).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void aClosedProberLooksNoMore() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        start(Duration.ofMillis(1), GENEROUS, () -> Finding.well("look " + looks.incrementAndGet()));
        next();
        if (prober != null) {
            prober.close();
        }
        while (findings.poll(100, TimeUnit.MILLISECONDS) != null) {
            // what was under way when it was closed
        }
        int looksUntilThen = looks.get();

        assertThat(findings.poll(100, TimeUnit.MILLISECONDS)).isNull();
        assertThat(looks).hasValue(looksUntilThen);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // as a look that hangs in something that cannot be interrupted
            }
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
