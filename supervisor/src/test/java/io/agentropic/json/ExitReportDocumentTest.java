package io.agentropic.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.Clues;
import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.exit.Identity;
import io.agentropic.exit.JvmCrash;
import io.agentropic.exit.LastMinute;
import io.agentropic.fence.Evidence;
import io.agentropic.fence.ProcessIdentity;
import io.agentropic.fence.ResourceUsage;
import io.agentropic.limits.LimitReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExitReportDocumentTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final ExitReport REPORT = new ExitReport(
            "indexer",
            2,
            4711L,
            ExitCause.OOM_KILLED,
            137,
            9,
            START,
            START.plusMillis(1500),
            Duration.ofMillis(1500),
            "killed by the kernel at its memory limit",
            new Evidence(1, 0, 3, "", new ResourceUsage(Duration.ofMillis(1200), Duration.ofMillis(100), 1, 2, 0)),
            List.of(new LimitReport("memory", 536870912L, 536870912L, true, "cgroup memory.max", "")),
            false,
            List.of(new ExitReport.UncaughtError("main", "java.lang.Error", "no", "at A.b")),
            Path.of("/x/hs_err_pid4711.log"),
            null,
            List.of(new ExitReport.SupervisorAction(START, "killed")),
            List.of("last line"),
            List.of(),
            new Identity(new ProcessIdentity(4711, 815, "boot"), Path.of("/sys/fs/cgroup/indexer-2")),
            new Clues(
                    "it did not answer",
                    List.of("Full thread dump"),
                    new JvmCrash("SIGSEGV (0xb)", "C [libfoo.so+0x1f]", "JavaThread \"main\""),
                    new LastMinute(Duration.ofSeconds(60), Duration.ofSeconds(30), 50, 7, 1, null, 12.5)));

    @Test
    void aReportIsWrittenWhole() {
        assertThat(ExitReportDocument.of(REPORT)).hasToString("""
                {"apiVersion":"agentropic/v1","kind":"ExitReport","agent":"indexer","incarnation":2,"pid":4711,\
                "identity":{"pid":4711,"startTicks":815,"bootId":"boot","controlGroup":"/sys/fs/cgroup/indexer-2"},\
                "cause":"OOM_KILLED","code":137,"signal":9,"startedAt":"2026-01-01T00:00:00.000Z",\
                "endedAt":"2026-01-01T00:00:01.500Z","uptimeSeconds":1.5,\
                "summary":"killed by the kernel at its memory limit",\
                "evidence":{"oomKills":1,"processesRefused":0,"throttledPeriods":3,"monitorVerdict":"",\
                "cpu":{"usageSeconds":1.2,"throttledSeconds":0.1},"memory":{"currentBytes":1,"peakBytes":2},\
                "processes":0},"limits":[{"resource":"memory","requested":536870912,"effective":536870912,\
                "enforced":true,"mechanism":"cgroup memory.max","reason":""}],"heapExhausted":false,\
                "uncaughtErrors":[{"thread":"main","type":"java.lang.Error","message":"no","stackTrace":"at A.b"}],\
                "crashFile":"/x/hs_err_pid4711.log","lastHeartbeat":null,\
                "actions":[{"at":"2026-01-01T00:00:00.000Z","what":"killed"}],"stdoutTail":["last line"],\
                "stderrTail":[],"complaint":"it did not answer",\
                "crash":{"error":"SIGSEGV (0xb)","frame":"C [libfoo.so+0x1f]","thread":"JavaThread \\"main\\""},\
                "lastMinute":{"spanSeconds":60.0,"throttledSeconds":30.0,"throttledPercent":50.0,\
                "memoryHighEvents":7,"memoryMaxEvents":1,"cpuPressurePercent":null,"memoryPressurePercent":12.5},\
                "threadDump":["Full thread dump"]}""");
    }

    @Test
    void theBriefNamesTheFile() {
        assertThat(ExitReportDocument.brief(REPORT)).hasToString("""
                {"incarnation":2,"cause":"OOM_KILLED","code":137,"signal":9,"at":"2026-01-01T00:00:01.500Z",\
                "summary":"killed by the kernel at its memory limit","report":"reports/indexer-2.json"}""");
    }
}
