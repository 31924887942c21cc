package io.agentropic.it.life;

import static io.agentropic.it.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.exit.ExitCause;
import io.agentropic.it.agents.DeafAgent;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A paused agent does nothing at all, and goes on where it was. */
@Tag("host")
@Tag("cgroup")
class PausingTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void aPausedAgentUsesNoCpuFromTheMomentThatPauseReturns() throws Exception {
        AgentHandle handle = run.started(Programs.child("spin", "2", "60000"));
        eventually("it uses CPU", () -> cpuMillis(handle) > 300);
        handle.pause();
        long atPause = cpuMillis(handle);
        Thread.sleep(700);
        long later = cpuMillis(handle);

        assertThat(handle.status().paused()).isTrue();
        assertThat(later - atPause).isLessThanOrEqualTo(10);
        handle.resume();
        eventually("it uses CPU again", () -> cpuMillis(handle) > later + 100);
        assertThat(handle.status().paused()).isFalse();
    }

    @Test
    void aPauseTakesHoldWithinATenthOfASecond() throws Exception {
        AgentHandle handle = run.started(Programs.child("spin", "2", "60000"));
        eventually("it uses CPU", () -> cpuMillis(handle) > 300);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = System.nanoTime();
            handle.pause();
            best = Math.min(best, System.nanoTime() - before);
            handle.resume();
        }

        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void pausingAndResumingTwiceIsAsOnce() throws Exception {
        Path file = run.scratch().resolve("ticks");
        AgentHandle handle = run.started(Programs.child("tick", file.toString()));
        eventually("it ticks", () -> ticks(file) > 5);
        handle.pause();
        handle.pause();
        assertThat(handle.status().paused()).isTrue();
        handle.resume();
        handle.resume();
        long resumed = ticks(file);

        eventually("it ticks on", () -> ticks(file) > resumed + 5);
    }

    @Test
    void aPausedAgentIsStoppedWithinItsGrace() throws Exception {
        AgentHandle handle = run.started(Programs.child("hang"));
        handle.pause();
        handle.stop();

        assertThat(handle.state()).isEqualTo(AgentState.STOPPED);
        assertThat(handle.status().lastExit().cause()).isEqualTo(ExitCause.STOPPED);
    }

    @Test
    void aPausedAgentIsKilledWithoutBeingResumed() throws Exception {
        AgentHandle handle = run.started(Programs.agent(DeafAgent.class));
        handle.pause();
        handle.kill();

        assertThat(handle.state().atRest()).isTrue();
        assertThat(handle.status().lastExit().cause()).isEqualTo(ExitCause.FORCED);
    }

    @Test
    void theLifeAfterAPauseIsNotPaused() throws Exception {
        AgentHandle handle = run.started(Programs.child("hang"));
        long first = handle.status().pid();
        handle.pause();
        handle.restart();

        assertThat(handle.status().paused()).isFalse();
        assertThat(handle.status().pid()).isNotEqualTo(first);
    }

    @Test
    void anAgentAtRestCannotBePaused() throws Exception {
        AgentHandle handle = run.spawn(Programs.child("print", "done"));
        handle.join(Duration.ofSeconds(60));

        assertThatThrownBy(handle::pause)
                .isInstanceOf(AgentStateException.class)
                .hasMessageContaining("COMPLETED");
    }

    private static long cpuMillis(AgentHandle handle) {
        return handle.metrics().usage().cpuTime().toMillis();
    }

    private static long ticks(Path file) {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
