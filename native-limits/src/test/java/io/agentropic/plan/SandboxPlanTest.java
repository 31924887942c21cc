package io.agentropic.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.landlock.LandlockAbi;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.sandbox.Endpoint;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.sandbox.UidRange;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SandboxPlanTest {

    private static final AgentUsers OWN = new AgentUsers.OwnEach(UidRange.DEFAULT);
    private static final AgentUsers SHARED = new AgentUsers.Shared(1000);
    private static final NetworkAccess NONE = new NetworkAccess.None();
    private static final NetworkAccess PORTS = new NetworkAccess.Restricted(List.of(Endpoint.parse("*:443")));
    private static final NetworkAccess HOSTS =
            new NetworkAccess.Restricted(List.of(Endpoint.parse("*:443"), Endpoint.parse("example.org:80")));

    private static LevelMeans means(int abi, AgentUsers users) {
        return new LevelMeans(new LandlockAbi(abi), true, true, users, true, false);
    }

    private static LevelPlan plan(NetworkAccess network, LevelMeans means) {
        return SandboxPlan.of(SandboxConfig.builder().network(network).build(), means);
    }

    static Stream<Arguments> whole() {
        return Stream.of(
                Arguments.of(6, SHARED, NONE),
                Arguments.of(9, SHARED, PORTS),
                Arguments.of(7, OWN, NONE),
                Arguments.of(3, OWN, NONE),
                Arguments.of(4, OWN, PORTS),
                Arguments.of(7, OWN, new NetworkAccess.Host()));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void whereEveryPromiseIsKeptTheLevelIsWhole(int abi, AgentUsers users, NetworkAccess network) {
        LevelPlan plan = plan(network, means(abi, users));
        plan.requireWhole();
        assertThat(plan.missing()).isEmpty();
        assertThat(plan.mechanisms()).contains("Landlock ABI " + abi, "seccomp", "no_new_privs");
    }

    static Stream<Arguments> lacking() {
        return Stream.of(
                Arguments.of(means(0, SHARED), NONE, "'filesystem: read-only'", "Landlock ABI 3", "has none"),
                Arguments.of(means(2, OWN), NONE, "'filesystem: read-only'", "Landlock ABI 3", "cut"),
                Arguments.of(means(5, SHARED), NONE, "other processes", "Landlock ABI 6", "signals"),
                Arguments.of(means(3, OWN), PORTS, "'network: restricted'", "Landlock ABI 4", "ports"),
                Arguments.of(means(7, OWN), HOSTS, "with hosts", "rules on addresses", "ports only"),
                Arguments.of(
                        means(7, SHARED),
                        new NetworkAccess.Loopback(),
                        "'network: loopback'",
                        "rules on addresses",
                        "seccomp sees no addresses"),
                Arguments.of(
                        new LevelMeans(new LandlockAbi(7), false, true, SHARED, true, false),
                        NONE,
                        "system calls",
                        "seccomp filters",
                        "refuses"),
                Arguments.of(
                        new LevelMeans(new LandlockAbi(7), true, false, SHARED, true, false),
                        NONE,
                        "first instruction",
                        "addclosefrom_np",
                        "C library"),
                Arguments.of(
                        means(7, AgentUsers.ofRoot(UidRange.DEFAULT, false, List.of("0 0 4294967295"))),
                        NONE,
                        "privileges",
                        "runtime.uids: 1900000000-1900065535",
                        "CAP_SETUID"),
                Arguments.of(
                        means(
                                7,
                                AgentUsers.ofRoot(UidRange.DEFAULT, true, List.of("         0     100000      65536"))),
                        NONE,
                        "privileges",
                        "runtime.uids",
                        "do not exist"));
    }

    @ParameterizedTest
    @MethodSource("lacking")
    void aPromiseThatCannotBeKeptIsRefusedByNameWithARemedy(
            LevelMeans means, NetworkAccess network, String promise, String mechanism, String reason) {
        assertThatThrownBy(plan(network, means)::requireWhole)
                .isInstanceOfSatisfying(LimitUnavailableException.class, refused -> {
                    assertThat(refused.problem())
                            .startsWith("isolation 'sandbox' cannot promise ")
                            .contains(promise, mechanism, reason);
                    assertThat(refused.remedy()).isNotBlank().doesNotContain("best-effort");
                    assertThat(refused.resource()).isEqualTo("isolation");
                });
    }

    @Test
    void rulesOnAddressesMakeLoopbackAndHostsPossible() {
        var means = new LevelMeans(new LandlockAbi(7), true, true, OWN, true, true);
        assertThat(plan(new NetworkAccess.Loopback(), means).missing()).isEmpty();
        assertThat(plan(HOSTS, means).missing()).isEmpty();
    }

    @Test
    void whatAKernelCannotHoldIsSaid() {
        assertThat(plan(NONE, means(7, SHARED)).notPromised()).anyMatch(not -> not.contains("Unix-domain sockets"));
        assertThat(plan(NONE, means(9, SHARED)).notPromised()).noneMatch(not -> not.contains("Unix-domain sockets"));
        assertThat(plan(NONE, means(7, OWN)).notPromised()).noneMatch(not -> not.contains("Unix-domain sockets"));
        assertThat(plan(NONE, means(5, OWN)).notPromised()).anyMatch(not -> not.contains("abstract"));
        assertThat(plan(NONE, means(7, OWN)).notPromised()).noneMatch(not -> not.contains("control groups"));
        assertThat(plan(NONE, new LevelMeans(new LandlockAbi(7), true, true, OWN, false, false))
                        .notPromised())
                .anyMatch(not -> not.contains("control groups"));
    }

    @Test
    void rootIsMappedWhereTheWholeRangeIs() {
        assertThat(AgentUsers.ofRoot(UidRange.parse("1000-2000"), true, List.of("0 0 1000", "1000 5000 1001")))
                .isInstanceOf(AgentUsers.OwnEach.class);
        assertThat(AgentUsers.ofRoot(UidRange.parse("1000-2000"), true, List.of("0 0 2000")))
                .isInstanceOf(AgentUsers.None.class);
    }
}
