package io.agentropic.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JvmSizingTest {

    private static ResourceLimits memory(long mebibytes) {
        return ResourceLimits.builder().memory(DataSize.mebibytes(mebibytes)).build();
    }

    @ParameterizedTest
    @CsvSource({
        "64, 16, 8, 32, 16",
        "100, 52, 8, 32, 16",
        "128, 80, 8, 32, 16",
        "256, 166, 8, 64, 32",
        "512, 332, 8, 128, 64",
        "1024, 665, 16, 256, 128",
        "4096, 2662, 64, 1024, 240"
    })
    void theTableHolds(long limit, long heap, long initial, long metaspace, long codeCache) {
        assertThat(JvmSizing.of(memory(limit), null).flags())
                .containsExactly(
                        "-Xmx" + heap + "m",
                        "-Xms" + initial + "m",
                        "-XX:MaxDirectMemorySize=" + limit + "m",
                        "-XX:MaxMetaspaceSize=" + metaspace + "m",
                        "-XX:ReservedCodeCacheSize=" + codeCache + "m");
    }

    @ParameterizedTest
    @CsvSource({"0.01, 1", "0.5, 1", "1, 1", "1.01, 2", "4, 4"})
    void processorsAreTheCpuLimitRoundedUp(double cpu, int processors) {
        assertThat(JvmSizing.of(ResourceLimits.builder().cpu(cpu).build(), null).flags())
                .containsExactly("-XX:ActiveProcessorCount=" + processors);
    }

    @Test
    void withoutLimitsThereAreNoFlags() {
        assertThat(JvmSizing.of(ResourceLimits.NONE, null).flags()).isEmpty();
    }

    @Test
    void aChosenHeapWins() {
        assertThat(JvmSizing.of(memory(512), DataSize.mebibytes(400)).flags()).startsWith("-Xmx400m");
        assertThat(JvmSizing.of(ResourceLimits.NONE, DataSize.ofBytes(5_000_000))
                        .flags())
                .containsExactly("-Xmx5000000");
    }

    @Test
    void theHeapBeginsNoLargerThanItMayGrow() {
        assertThat(JvmSizing.of(memory(64), DataSize.mebibytes(4)).flags()).startsWith("-Xmx4m", "-Xms4m");
    }

    @Test
    void aChosenHeapMustLeaveRoomBesideIt() {
        assertThat(JvmSizing.violations(memory(512), DataSize.mebibytes(480))).isEmpty();
        assertThat(JvmSizing.violations(memory(512), DataSize.mebibytes(481)))
                .singleElement()
                .asString()
                .contains("481MiB", "512MiB", "32MiB");
        assertThat(JvmSizing.violations(ResourceLimits.NONE, DataSize.gibibytes(100)))
                .isEmpty();
        assertThat(JvmSizing.violations(ResourceLimits.NONE, null)).isEmpty();
        assertThat(JvmSizing.violations(ResourceLimits.NONE, DataSize.kibibytes(1)))
                .hasSize(1);
    }

    @Test
    @Tag("host")
    void aJvmStartsWithTheFlagsOfTheSmallestLimit() throws Exception {
        var limits =
                ResourceLimits.builder().memory(LimitRules.MIN_MEMORY).cpu(0.01).build();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmSizing.of(limits, null).flags());
        command.add("-version");
        Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(output).isZero();
    }
}
