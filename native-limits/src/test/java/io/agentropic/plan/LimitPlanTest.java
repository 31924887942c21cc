package io.agentropic.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.cgroup.BackingDisks;
import io.agentropic.cgroup.CgroupAccess;
import io.agentropic.cgroup.Missing;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.syscall.Rlimit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On a host without control groups; with them, see the tests on such a kernel. */
final class LimitPlanTest {

    private static final HostMeans UNPRIVILEGED = new HostMeans(
            new CgroupAccess.Unavailable(new Missing("nothing is writable", "Delegate it")),
            new BackingDisks.None("no writable path is given"),
            new ConnectionMeans.None("nobody may", "Be root"),
            1024,
            Rlimit.INFINITY,
            false);
    private static final HostMeans PRIVILEGED = new HostMeans(
            UNPRIVILEGED.cgroups(), UNPRIVILEGED.disks(), UNPRIVILEGED.connections(), 1024, Rlimit.INFINITY, true);

    private static LimitPlan plan(UnaryOperator<ResourceLimits.Builder> limits, HostMeans means) {
        return LimitPlan.of(limits.apply(ResourceLimits.builder()).build(), means);
    }

    static Stream<Arguments> notHeld() {
        return Stream.of(
                row("memory", limits -> limits.memory(DataSize.mebibytes(64))),
                row("memoryHigh", limits -> limits.memoryHigh(DataSize.mebibytes(64))),
                row("cpu", limits -> limits.cpu(0.5)),
                row("processes", limits -> limits.processes(64)),
                row("connections", limits -> limits.connections(1)),
                row("ioRead", limits -> limits.ioRead(DataSize.mebibytes(1))),
                row("ioWrite", limits -> limits.ioWrite(DataSize.mebibytes(1))),
                row("openFiles", limits -> limits.openFiles(1025)));
    }

    private static Arguments row(String resource, UnaryOperator<ResourceLimits.Builder> change) {
        return Arguments.of(resource, Named.of(resource, change));
    }

    @ParameterizedTest
    @MethodSource("notHeld")
    void whatTheKernelDoesNotHoldIsRefusedByNameWithARemedy(
            String resource, UnaryOperator<ResourceLimits.Builder> change) {
        LimitPlan plan = plan(change, UNPRIVILEGED);
        assertThatThrownBy(plan::requireAllHeld)
                .isInstanceOfSatisfying(
                        LimitUnavailableException.class,
                        refusal -> assertThat(refusal.resource()).isEqualTo(resource))
                .hasMessageContaining("'" + resource + "' cannot be enforced here")
                .hasMessageContaining("enforcement: best-effort");
    }

    @Test
    void onlyMemoryIsWatched() {
        assertThat(plan(limits -> limits.memory(DataSize.mebibytes(64)), UNPRIVILEGED)
                        .needsWatching())
                .isTrue();
        assertThat(plan(limits -> limits.cpu(1).processes(64).connections(3), UNPRIVILEGED)
                        .needsWatching())
                .isFalse();
    }

    @Test
    void rlimitsAreHeldForEveryUserUpToTheHardLimit() {
        LimitPlan plan = plan(limits -> limits.openFiles(1024).fileSize(DataSize.gibibytes(9)), UNPRIVILEGED);
        assertThatCode(plan::requireAllHeld).doesNotThrowAnyException();
        assertThat(plan.limits())
                .containsExactly(
                        new PlannedLimit("openFiles", 1024, new Holding.ProcessLimit(Rlimit.NOFILE, 1024)),
                        new PlannedLimit("fileSize", 9L << 30, new Holding.ProcessLimit(Rlimit.FSIZE, 9L << 30)));
    }

    @Test
    void thePrivilegedMayGoBeyondTheirHardLimit() {
        assertThatCode(plan(limits -> limits.openFiles(1025), PRIVILEGED)::requireAllHeld)
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsNotAskedForIsNotPlanned() {
        assertThat(LimitPlan.of(ResourceLimits.NONE, UNPRIVILEGED).limits()).isEmpty();
    }
}
