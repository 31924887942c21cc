package io.agentropic.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.spec.IsolationLevel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JvmOptionRulesTest {

    private static List<String> violations(IsolationLevel level, String... options) {
        return JvmOptionRules.violations(List.of(options), level);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseG1GC",
                "-XX:+UseZGC",
                "-Xss512k",
                "-Xms16m",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:MaxDirectMemorySize=1g",
                "-XX:SoftMaxHeapSize=32m",
                "-XX:+UseTransparentHugePages",
                "-XX:TieredStopAtLevel=1",
                "-XX:NativeMemoryTracking=summary",
                "-XX:+HeapDumpOnOutOfMemoryError",
                "-XX:StartFlightRecording",
                "-XX:StartFlightRecording=duration=10s",
                "-XX:SharedArchiveFile=/app/app.jsa",
                "-XX:AOTCache=/app/app.aot",
                "-Xlog:gc*",
                "-Xlog:gc*:stdout:uptime",
                "-Xlog:disable",
                "-Dapp.mode=fast",
                "-Djdk.virtualThreadScheduler.parallelism=2",
                "-Djdk.serialFilter=!*",
                "-Dfile.encoding=UTF-8",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-preview",
                "-ea",
                "-verbose:gc"
            })
    void ordinaryOptionsMayBeUsedAtEveryLevel(String option) {
        for (IsolationLevel level : IsolationLevel.values()) {
            assertThat(violations(level, option)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@/tmp/options",
                "-XX:Flags=/tmp/flags",
                "-XX:VMOptionsFile=/tmp/options",
                "-cp",
                "--class-path=/evil.jar",
                "-jar",
                "-m",
                "--module=evil",
                "-version",
                "--dry-run",
                "-Xshare:dump",
                "-XX:AOTMode=record",
                "-Xmx8g",
                "-mx8g",
                "-XX:MaxHeapSize=8g",
                "-XX:MaxRAM=64g",
                "-XX:MaxRAMPercentage=99",
                "-XX:+AggressiveHeap",
                "-XX:ActiveProcessorCount=64",
                "-XX:+UseLargePages",
                "-XX:ErrorFile=/etc/passwd",
                "-XX:+ErrorFileToStdout",
                "-XX:-ExitOnOutOfMemoryError",
                "-XX:+CrashOnOutOfMemoryError",
                "-XX:+CreateCoredumpOnCrash",
                "-XX:OnError=sh -c evil",
                "-XX:OnOutOfMemoryError=\nsh -c evil",
                "-XX:-DisableAttachMechanism",
                "-XX:+StartAttachListener",
                "-XX:+EnableDynamicAgentLoading",
                "-XX:+UsePerfData",
                "-Djdk.attach.allowAttachSelf=true",
                "-Xrs",
                "-XX:+ReduceSignalUsage",
                "-Dagentropic.agent=other",
                "evil.Main",
                ""
            })
    void whatUndoesALimitOrTheSupervisorsOwnSettingsIsRefusedAtEveryLevel(String option) {
        for (IsolationLevel level : IsolationLevel.values()) {
            assertThat(violations(level, option))
                    .as(level.word())
                    .singleElement()
                    .satisfies(sentence -> assertThat(sentence)
                            .startsWith(
                                    "jvm.options: '" + option + "' is refused at isolation '" + level.word() + "': "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-javaagent:/opt/otel.jar",
                "-agentlib:jdwp=transport=dt_socket,server=y,address=*:5005",
                "-agentpath:/opt/profiler.so",
                "-Xrunhprof",
                "-Xbootclasspath/a:/opt/x.jar",
                "--patch-module=java.base=/opt/x",
                "-Djava.system.class.loader=evil.Loader",
                "-Dsun.boot.library.path=/tmp",
                "-Djdk.internal.lambda.dumpProxyClasses=/tmp",
                "-Djava.io.tmpdir=/tmp",
                "-Dcom.sun.management.jmxremote.port=9010",
                "-XX:JVMCILibPath=/tmp/evil.so",
                "-XX:HeapDumpPath=/var/lib/other",
                "-XX:ArchiveClassesAtExit=/tmp/x.jsa",
                "-XX:AOTCacheOutput=/tmp/x.aot",
                "-XX:LogFile=/tmp/log",
                "-Xloggc:/tmp/gc.log",
                "-Xlog:gc*:file=/tmp/gc.log",
                "-Xlog::/tmp/all.log",
                "-XX:StartFlightRecording=duration=1s,filename=/tmp/x.jfr"
            })
    void whatLoadsCodeOrWritesElsewhereIsForTrustedAgentsOnly(String option) {
        assertThat(violations(IsolationLevel.RESOURCE_LIMITS, option)).isEmpty();
        for (IsolationLevel level : List.of(IsolationLevel.SANDBOX, IsolationLevel.PROCESS, IsolationLevel.CONTAINER)) {
            assertThat(violations(level, option)).as(level.word()).hasSize(1);
        }
    }

    @Test
    void anOptionThatWouldSwallowTheNextWordOfTheSupervisorsIsRefused() {
        assertThat(violations(IsolationLevel.RESOURCE_LIMITS, "--add-opens", "java.base/java.lang=ALL-UNNAMED"))
                .isEmpty();
        assertThat(violations(IsolationLevel.RESOURCE_LIMITS, "--add-opens"))
                .containsExactly("jvm.options: '--add-opens' needs a value; write it as '--add-opens=VALUE'");
        assertThat(violations(IsolationLevel.RESOURCE_LIMITS, "--add-modules", "-XX:+UseG1GC"))
                .containsExactly("jvm.options: '--add-modules' needs a value; write it as '--add-modules=VALUE'");
    }

    @Test
    void everyRefusedOptionIsTold() {
        assertThat(violations(IsolationLevel.RESOURCE_LIMITS, "-Xmx1g", "-Xss1m", "-XX:+UseLargePages"))
                .containsExactly(
                        "jvm.options: '-Xmx1g' is refused at isolation 'resource-limits': the heap follows from"
                                + " limits.memory; use jvm.maxHeap",
                        "jvm.options: '-XX:+UseLargePages' is refused at isolation 'resource-limits': the host's pool of"
                                + " large pages counts against no memory limit; use -XX:+UseTransparentHugePages");
    }
}
