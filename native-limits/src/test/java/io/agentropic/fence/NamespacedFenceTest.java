package io.agentropic.fence;

import static io.agentropic.fence.Children.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.cgroup.CgroupAccess;
import io.agentropic.cgroup.Missing;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.process.ProcessStat;
import io.agentropic.process.ProcessTable;
import io.agentropic.syscall.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A fence around a command that bubblewrap has put into a pid namespace, where it is number 2. */
@Tag("host")
@Timeout(60)
@ParameterizedClass
@ValueSource(booleans = {true, false})
final class NamespacedFenceTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final String runId = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final Children children = new Children();
    private final Fences fences;
    private final FenceRequest request = FenceRequest.of("inside", 1, ResourceLimits.NONE, Enforcement.BEST_EFFORT);
    private final Fence fence;

    @TempDir
    Path directory;

    NamespacedFenceTest(boolean controlGroups) {
        fences = controlGroups
                ? Fences.open(runId)
                : Fences.open(runId, new CgroupAccess.Unavailable(new Missing("this is a test", "None")));
        fence = fences.prepare(request);
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        fence.kill();
        assertThat(fence.awaitEmpty(SOON)).isTrue();
        fence.close();
        children.close();
        fences.close();
    }

    /** Waits until {@code script} has made the file {@code up}. */
    private Process running(String script) throws IOException, InterruptedException {
        String inside =
                ("exec bwrap --unshare-user --unshare-pid --ro-bind / / --dev /dev --proc /proc --bind DIR DIR --new-session"
                                + " -- sh -c '" + script + "'")
                        .replace("DIR", directory.toString());
        Process bubblewrap = children.atGate(fences.marker(request), inside);
        fence.enclose(bubblewrap.pid());
        Children.openGate(bubblewrap);
        eventually("the command is up", () -> Files.exists(directory.resolve("up")) || !bubblewrap.isAlive());
        return bubblewrap;
    }

    @Test
    void theCommandIsFoundByItsNumberInside() throws Exception {
        Process bubblewrap = running("touch DIR/up; exec sleep 100");

        long command = fence.recognize(2);

        assertThat(command).isNotEqualTo(bubblewrap.pid());
        assertThat(ProcessTable.LIVE.numbers(command)).containsExactly(command, 2L);
    }

    @Test
    void aNumberThatIsNotThereIsRefused() throws Exception {
        running("touch DIR/up; exec sleep 100");

        assertThatThrownBy(() -> fence.recognize(77))
                .isInstanceOf(FenceException.class)
                .hasMessageContaining("[] have the number 77 inside");
    }

    @Test
    void aSignalReachesTheCommandAndItsExitCodeComesOut() throws Exception {
        Process bubblewrap = running("trap \"exit 7\" TERM; touch DIR/up; while :; do sleep 0.1; done");
        fence.recognize(2);

        fence.signal(Signals.SIGTERM);

        assertThat(bubblewrap.waitFor(SOON)).isTrue();
        assertThat(bubblewrap.exitValue()).isEqualTo(7);
    }

    @Test
    void deathBySignalComesOutAs128AndTheSignal() throws Exception {
        Process bubblewrap = running("touch DIR/up; exec sleep 100");
        fence.recognize(2);

        fence.signal(Signals.SIGKILL);

        assertThat(bubblewrap.waitFor(SOON)).isTrue();
        assertThat(bubblewrap.exitValue()).isEqualTo(128 + Signals.SIGKILL);
    }

    @Test
    void everythingInsideStandsStillAndRunsAgain() throws Exception {
        running("touch DIR/up; while :; do echo >> DIR/beats; sleep 0.02; done");
        fence.recognize(2);
        Path beats = directory.resolve("beats");
        eventually("it beats", () -> Files.exists(beats));

        assertThat(fence.freeze(SOON)).isTrue();
        long size = Files.size(beats);
        Thread.sleep(200);
        assertThat(Files.size(beats)).isEqualTo(size);

        assertThat(fence.thaw(SOON)).isTrue();
        eventually("it beats again", () -> beats.toFile().length() > size);
    }

    @Test
    void whatTheCommandLeavesBehindInsideIsKilled() throws Exception {
        Process bubblewrap = running("setsid sleep 100 & touch DIR/up; until [ -e DIR/leave ]; do :; done");
        eventually("it has a child", () -> !leftBehind().isEmpty());
        List<Long> inside = leftBehind();
        Files.createFile(directory.resolve("leave"));
        assertThat(bubblewrap.waitFor(SOON)).isTrue();

        fence.kill();

        assertThat(fence.awaitEmpty(SOON)).isTrue();
        assertThat(inside).noneMatch(Children::runs);
    }

    private List<Long> leftBehind() {
        return ProcessTable.LIVE.list().stream()
                .filter(stat -> stat.command().equals("sleep"))
                .map(ProcessStat::pid)
                .filter(pid -> ProcessTable.LIVE
                        .environment(pid)
                        .flatMap(started -> started.value(Fences.MARKER_VARIABLE))
                        .filter(fences.marker(request)::equals)
                        .isPresent())
                .toList();
    }
}
