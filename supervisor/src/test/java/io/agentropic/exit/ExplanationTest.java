package io.agentropic.exit;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.cgroup.Strain;
import io.agentropic.fence.Evidence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one sentence that a person on call reads first. */
final class ExplanationTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final LifeRecord life = new LifeRecord();

    private ExitReport ended(int code, Strain strain, @Nullable Path crashFile, String... stdout) {
        life.started();
        return life.report(new Ending(
                "indexer",
                1,
                4711L,
                code,
                START,
                START.plusMillis(42_500),
                Evidence.NONE,
                List.of(),
                strain,
                crashFile,
                List.of(stdout),
                List.of(),
                null));
    }

    @Test
    void anUnresponsiveAgentIsExplainedByWhatItsMainThreadDid() {
        life.blame(OwnAction.UNHEALTHY);
        life.complained("heartbeats come, but it made no step for 31.0 s, at step 7");
        life.dumped(ThreadDump.in("""
                Full thread dump x
                "main" #3
                   java.lang.Thread.State: BLOCKED (on object monitor)
                \tat io.example.Store.put(Store.java:42)

                Found one Java-level deadlock:
                """));
        ExitReport report = ended(143, Strain.NONE, null);

        assertThat(report.cause()).isEqualTo(ExitCause.UNHEALTHY);
        assertThat(report.summary())
                .isEqualTo("found unhealthy and ended after 42.5 s: heartbeats come, but it made no step for 31.0 s, at"
                        + " step 7; its main thread was BLOCKED (on object monitor) at"
                        + " io.example.Store.put(Store.java:42); its threads are deadlocked");
        assertThat(report.clues().threadDump()).hasSize(6);
    }

    @Test
    void aCrashIsExplainedByItsFrame(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("hs_err_1.log"), """
                #  SIGSEGV (0xb) at pc=0x1, pid=4711, tid=4712
                # Problematic frame:
                # V  [libjvm.so+0xf00]  Unsafe_PutLong+0x1
                Current thread (0x1):  JavaThread "main"   [_thread_in_vm, id=4712]
                """);

        assertThat(ended(134, Strain.NONE, file).summary())
                .isEqualTo("the JVM crashed with SIGABRT after 42.5 s: SIGSEGV (0xb) at pc=0x1, in frame V"
                        + " [libjvm.so+0xf00] Unsafe_PutLong+0x1, thread JavaThread \"main\"");
    }

    @Test
    void throttlingThatMatteredIsTold() {
        Strain strain = new Strain(Duration.ofSeconds(30), 400, 372, 0, 0, null, null, false);

        assertThat(ended(1, strain, null).summary())
                .startsWith("failed after 42.5 s with exit code 1; its CPU limit held it back in 93 % of the last ");
    }

    @Test
    void throttlingOfAGoodEndIsNot() {
        Strain strain = new Strain(Duration.ofSeconds(30), 400, 372, 12, 0, null, null, false);

        assertThat(ended(0, strain, null).summary()).isEqualTo("completed after 42.5 s");
    }

    @Test
    void pressureOnMemoryIsTold() {
        Strain high = new Strain(Duration.ZERO, 0, 0, 12, 0, null, null, false);
        assertThat(ended(1, high, null).summary()).contains("slowed down above its memoryHigh 12 times");
        Strain pressure = new Strain(Duration.ZERO, 0, 0, 12, 0, null, 61.4, false);
        assertThat(ended(1, pressure, null).summary()).endsWith("; it waited for memory in 61 % of the last minute");
    }

    @Test
    @DisplayName("S103: heap exhaustion that ends the JVM with code 3 is told from any other code 3")
    void heapExhaustionIsToldFromAnyOtherCodeThree() {
        assertThat(ended(3, Strain.NONE, null).cause()).isEqualTo(ExitCause.FAILED);
        ExitReport report =
                ended(3, Strain.NONE, null, "Terminating due to java.lang.OutOfMemoryError: Java heap space");
        assertThat(report.cause()).isEqualTo(ExitCause.JVM_OUT_OF_MEMORY);
        assertThat(report.heapExhausted()).isTrue();
    }
}
