package io.agentropic.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.health.HealthJudge.Change;
import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.Probe;
import io.agentropic.spec.ProbeRole;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class HealthJudgeTest {

    private static final Finding WELL = Finding.well("");
    private static final Finding BAD = Finding.bad("no");
    private static final Finding UNKNOWN = Finding.unknown("?");

    private static Probe.Builder probe() {
        return Probe.tcp("localhost", 80).failureThreshold(3);
    }

    private static HealthJudge all() {
        return new HealthJudge(HealthConfig.builder()
                .startup(probe())
                .liveness(probe())
                .readiness(probe())
                .build());
    }

    private static HealthJudge liveness() {
        return new HealthJudge(HealthConfig.builder().liveness(probe()).build());
    }

    private static HealthJudge readiness(int successThreshold) {
        return new HealthJudge(HealthConfig.builder()
                .readiness(probe().successThreshold(successThreshold))
                .build());
    }

    @Test
    @DisplayName("S77: before the first look an agent lives, is not ready and has not come up")
    void initialValues() {
        HealthJudge judge = all();

        assertThat(judge.live()).isTrue();
        assertThat(judge.ready()).isFalse();
        assertThat(judge.started()).isFalse();
    }

    @Test
    @DisplayName("S77: an absent probe always succeeds")
    void anAbsentProbeAlwaysSucceeds() {
        HealthJudge judge = new HealthJudge(HealthConfig.NONE);

        assertThat(judge.started()).isTrue();
        assertThat(judge.live()).isTrue();
        assertThat(judge.ready()).isTrue();
        assertThat(judge.hear(ProbeRole.LIVENESS, BAD)).isEqualTo(Change.NONE);
    }

    @Test
    @DisplayName("S78: two failures of a threshold of three keep the state, the third turns it")
    void theThirdFailureInARowTurnsTheState() {
        HealthJudge judge = liveness();

        assertThat(judge.hear(ProbeRole.LIVENESS, BAD)).isEqualTo(Change.NONE);
        assertThat(judge.hear(ProbeRole.LIVENESS, BAD)).isEqualTo(Change.NONE);
        assertThat(judge.live()).isTrue();
        assertThat(judge.hear(ProbeRole.LIVENESS, BAD)).isEqualTo(Change.NOT_LIVE);
        assertThat(judge.live()).isFalse();
    }

    @Test
    @DisplayName("S78: one success begins the run anew")
    void oneSuccessBeginsTheRunAnew() {
        HealthJudge judge = liveness();
        for (Finding finding : new Finding[] {BAD, BAD, WELL, BAD, BAD}) {
            assertThat(judge.hear(ProbeRole.LIVENESS, finding)).isEqualTo(Change.NONE);
        }

        assertThat(judge.live()).isTrue();
        assertThat(judge.hear(ProbeRole.LIVENESS, BAD)).isEqualTo(Change.NOT_LIVE);
    }

    @Test
    @DisplayName("S79: with a success threshold of three the third success in a row makes it ready")
    void theThirdSuccessInARowMakesItReady() {
        HealthJudge judge = readiness(3);

        assertThat(judge.hear(ProbeRole.READINESS, WELL)).isEqualTo(Change.NONE);
        assertThat(judge.hear(ProbeRole.READINESS, WELL)).isEqualTo(Change.NONE);
        assertThat(judge.hear(ProbeRole.READINESS, BAD)).isEqualTo(Change.NONE);
        assertThat(judge.hear(ProbeRole.READINESS, WELL)).isEqualTo(Change.NONE);
        assertThat(judge.hear(ProbeRole.READINESS, WELL)).isEqualTo(Change.NONE);
        assertThat(judge.ready()).isFalse();
        assertThat(judge.hear(ProbeRole.READINESS, WELL)).isEqualTo(Change.READY);
    }

    @Test
    @DisplayName("S80: what is unknown neither prolongs a run nor breaks it")
    void theUnknownChangesNothing() {
        HealthJudge judge = liveness();
        judge.hear(ProbeRole.LIVENESS, BAD);
        judge.hear(ProbeRole.LIVENESS, BAD);

        for (int i = 0; i < 100; i++) {
            assertThat(judge.hear(ProbeRole.LIVENESS, UNKNOWN)).isEqualTo(Change.NONE);
        }
        assertThat(judge.live()).isTrue();
        assertThat(judge.hear(ProbeRole.LIVENESS, BAD)).isEqualTo(Change.NOT_LIVE);
    }

    @Test
    @DisplayName("S82: until startup has succeeded nothing else is heard")
    void startupGatesTheOthers() {
        HealthJudge judge = all();
        for (int i = 0; i < 10; i++) {
            assertThat(judge.hear(ProbeRole.LIVENESS, BAD)).isEqualTo(Change.NONE);
            assertThat(judge.hear(ProbeRole.READINESS, WELL)).isEqualTo(Change.NONE);
        }
        assertThat(judge.live()).isTrue();
        assertThat(judge.ready()).isFalse();

        assertThat(judge.hear(ProbeRole.STARTUP, WELL)).isEqualTo(Change.STARTED);
        assertThat(judge.hear(ProbeRole.READINESS, WELL)).isEqualTo(Change.READY);
    }

    @Test
    @DisplayName("S82: a startup that fails as often as allowed is given up")
    void startupIsGivenUp() {
        HealthJudge judge = all();
        judge.hear(ProbeRole.STARTUP, BAD);
        judge.hear(ProbeRole.STARTUP, BAD);

        assertThat(judge.hear(ProbeRole.STARTUP, BAD)).isEqualTo(Change.NOT_STARTED);
        assertThat(judge.live()).isFalse();
        assertThat(judge.hear(ProbeRole.STARTUP, WELL)).isEqualTo(Change.NONE);
    }

    @Test
    void afterAVerdictOnLivenessNothingIsHeard() {
        HealthJudge judge = liveness();
        for (int i = 0; i < 3; i++) {
            judge.hear(ProbeRole.LIVENESS, BAD);
        }

        assertThat(judge.hear(ProbeRole.LIVENESS, WELL)).isEqualTo(Change.NONE);
        assertThat(judge.hear(ProbeRole.LIVENESS, BAD)).isEqualTo(Change.NONE);
        assertThat(judge.live()).isFalse();
    }

    @Test
    @DisplayName("S85: readiness comes and goes and never ends anything")
    void readinessComesAndGoes() {
        HealthJudge judge = readiness(1);

        assertThat(judge.hear(ProbeRole.READINESS, WELL)).isEqualTo(Change.READY);
        judge.hear(ProbeRole.READINESS, BAD);
        judge.hear(ProbeRole.READINESS, BAD);
        assertThat(judge.hear(ProbeRole.READINESS, BAD)).isEqualTo(Change.NOT_READY);
        assertThat(judge.hear(ProbeRole.READINESS, WELL)).isEqualTo(Change.READY);
        assertThat(judge.live()).isTrue();
    }

    @Test
    @DisplayName("S99: an interruption resets the runs and the readiness, not the rest")
    void anInterruptionResetsTheRuns() {
        HealthJudge judge = all();
        judge.hear(ProbeRole.STARTUP, WELL);
        judge.hear(ProbeRole.READINESS, WELL);
        judge.hear(ProbeRole.LIVENESS, BAD);
        judge.hear(ProbeRole.LIVENESS, BAD);
        judge.interrupted();

        assertThat(judge.started()).isTrue();
        assertThat(judge.ready()).isFalse();
        assertThat(judge.hear(ProbeRole.LIVENESS, BAD)).isEqualTo(Change.NONE);
        assertThat(judge.hear(ProbeRole.LIVENESS, BAD)).isEqualTo(Change.NONE);
        assertThat(judge.hear(ProbeRole.READINESS, WELL)).isEqualTo(Change.READY);
    }

    @Test
    void aRunThatNeverEndsDoesNotOverflow() {
        Probe probe = all().standing(ProbeRole.LIVENESS).orElseThrow().probe();
        Standing endless = new Standing(probe, Outcome.SUCCESS, Outcome.SUCCESS, Integer.MAX_VALUE, WELL);

        assertThat(endless.after(WELL).run()).isPositive();
    }
}
