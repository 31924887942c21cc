package io.agentropic.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.agentropic.bpf.ConnectionTable;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.fence.FenceRequest;
import io.agentropic.fence.Fences;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.LimitRefusedException;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.sandbox.Endpoint;
import io.agentropic.sandbox.NetworkAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code limits.connections} as a fence holds it on this host, for this user. */
@Tag("host")
@Tag("cgroup")
@Timeout(120)
final class ConnectionLimitTest {

    private final Fences fences =
            Fences.open(UUID.randomUUID().toString().replace("-", "").substring(0, 12));
    private final List<Fence> prepared = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        for (Fence fence : prepared) {
            fence.kill();
            assertThat(fence.awaitEmpty(Duration.ofSeconds(20))).isTrue();
            fence.close();
        }
        fences.close();
    }

    private Fence prepare(FenceRequest request) {
        Fence fence = fences.prepare(request);
        prepared.add(fence);
        return fence;
    }

    private Conversation start(FenceRequest request, Fence fence) throws IOException {
        return Conversation.start(Map.of(Fences.MARKER_VARIABLE, fences.marker(request)), fence::enclose);
    }

    private static FenceRequest request(ResourceLimits.Builder limits, Enforcement enforcement) {
        return FenceRequest.of("tested", 1, limits.build(), enforcement);
    }

    private static ResourceLimits most(int connections) {
        return ResourceLimits.builder().connections(connections).build();
    }

    private boolean tables() {
        return ConnectionTable.obstacle().isEmpty() && fences.mechanism().equals("cgroup");
    }

    @Test
    void theReportSaysWhatHoldsItAndTheKernelDoes() throws Exception {
        assumeThat(tables()).isTrue();
        FenceRequest request = request(ResourceLimits.builder().connections(6), Enforcement.STRICT);
        Fence fence = prepare(request);
        try (Conversation user = start(request, fence)) {
            assertThat(fence.limits())
                    .containsExactly(
                            new LimitReport("connections", 6, 6, true, "cgroup-BPF table of live sockets", ""));
            assertThat(user.ask("tcp 9")).isEqualTo("opened 6");
        }
    }

    @Test
    void aRunningAgentsLimitMayBeLoweredToWhatItUsesAndRaisedToWhatItStartedWith() throws Exception {
        assumeThat(tables()).isTrue();
        FenceRequest request = request(ResourceLimits.builder().connections(6), Enforcement.STRICT);
        Fence fence = prepare(request);
        try (Conversation user = start(request, fence)) {
            assertThat(user.ask("tcp 2")).isEqualTo("opened 2");
            fence.update(most(3));
            assertThat(user.ask("tcp 9")).isEqualTo("opened 1");
            assertThatThrownBy(() -> fence.update(most(2)))
                    .isInstanceOf(LimitRefusedException.class)
                    .hasMessage(
                            "limits.connections of 2 is refused: the agent has 3 open now; have it close some first,"
                                    + " ask for more, or stop it");
            assertThatThrownBy(() -> fence.update(most(7)))
                    .isInstanceOf(LimitRefusedException.class)
                    .hasMessage("limits.connections of 7 is refused: the agent was started with 6, and the kernel's"
                            + " table cannot grow; stop it, update it and start it again");
            assertThat(fence.limits()).extracting(LimitReport::effective).containsExactly(3);
            fence.update(most(6));
            assertThat(user.ask("tcp 9")).isEqualTo("opened 3");
        }
    }

    @Test
    void anAgentStartedWithoutTheLimitCannotGetIt() throws Exception {
        assumeThat(tables()).isTrue();
        FenceRequest request = request(ResourceLimits.builder(), Enforcement.STRICT);
        Fence fence = prepare(request);
        try (Conversation user = start(request, fence)) {
            assertThatThrownBy(() -> fence.update(most(2)))
                    .isInstanceOf(LimitRefusedException.class)
                    .hasMessageContaining("what it has opened since was not counted");
            assertThat(user.ask("tcp 9")).isEqualTo("opened 9");
            assertThat(fence.limits()).isEmpty();
        }
    }

    @Test
    void whereNothingHoldsItStrictRefusesAndBestEffortSaysSo() throws Exception {
        assumeThat(tables()).isFalse();
        assertThatThrownBy(() -> fences.prepare(request(ResourceLimits.builder().connections(6), Enforcement.STRICT)))
                .isInstanceOf(LimitUnavailableException.class)
                .hasMessageContaining("limit 'connections' cannot be enforced here")
                .hasMessageContaining("CAP_BPF");
        Fence fence = prepare(request(ResourceLimits.builder().connections(6), Enforcement.BEST_EFFORT));
        assertThat(fence.limits()).singleElement().satisfies(report -> {
            assertThat(report.enforced()).isFalse();
            assertThat(report.mechanism()).isEqualTo("none");
            assertThat(report.reason()).isNotEmpty();
        });
    }

    @Test
    void aStepThatFailsAfterTheGroupWasMadeLeavesNoGroup() throws Exception {
        FenceRequest request = request(ResourceLimits.builder(), Enforcement.STRICT)
                .confinedTo(new NetworkAccess.Restricted(List.of(new Endpoint("no-such-host.invalid", 80))));
        assertThatThrownBy(() -> fences.prepare(request)).isInstanceOf(FenceException.class);
        FenceRequest again = request(ResourceLimits.builder(), Enforcement.STRICT);
        assertThat(prepare(again).limits()).as("the name is free").isEmpty();
    }
}
