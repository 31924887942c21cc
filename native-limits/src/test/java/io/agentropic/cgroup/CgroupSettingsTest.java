package io.agentropic.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CgroupSettingsTest {

    private static final Set<Controller> ALL = EnumSet.allOf(Controller.class);
    private static final BlockDevice DISK = new BlockDevice(8, 0);

    private static List<Setting> settings(ResourceLimits.Builder limits, Set<Controller> controllers) {
        return CgroupSettings.of(limits.build(), 100, List.of(DISK), controllers, 4096);
    }

    @Test
    void everyLimitHasItsFile() {
        var limits = ResourceLimits.builder()
                .memory(DataSize.mebibytes(512))
                .memoryHigh(DataSize.mebibytes(448))
                .cpu(0.5)
                .processes(64)
                .ioRead(DataSize.mebibytes(10))
                .ioWrite(DataSize.mebibytes(5));
        assertThat(settings(limits, ALL))
                .containsExactly(
                        new Setting("memory", "memory.max", "536870912", "536870912", 536870912L),
                        new Setting("memoryHigh", "memory.high", "469762048", "469762048", 469762048L),
                        new Setting("cpu", "cpu.max", "50000 100000", "50000 100000", 0.5),
                        new Setting("cpuWeight", "cpu.weight", "100", "100", 100),
                        new Setting("processes", "pids.max", "64", "64", 64),
                        new Setting("ioRead", "io.max", "8:0 rbps=10485760", "8:0 rbps=10485760", 10485760L),
                        new Setting("ioWrite", "io.max", "8:0 wbps=5242880", "8:0 wbps=5242880", 5242880L));
    }

    @Test
    void whatHasNoControllerIsLeftOut() {
        var limits = ResourceLimits.builder()
                .memory(DataSize.mebibytes(512))
                .cpu(1)
                .processes(64)
                .ioRead(DataSize.mebibytes(10));
        assertThat(settings(limits, Set.of())).isEmpty();
        assertThat(settings(limits, Set.of(Controller.PIDS)))
                .extracting(Setting::file)
                .containsExactly("pids.max");
    }

    @Test
    void theKernelRoundsMemoryDownToPages() {
        Setting setting = settings(ResourceLimits.builder().memory(DataSize.ofBytes(100_000_001)), ALL)
                .getFirst();
        assertThat(setting.value()).isEqualTo("100000001");
        assertThat(setting.heldBy("99999744")).isTrue();
        assertThat(setting.heldBy("100000001")).isFalse();
        assertThat(setting.heldBy("max")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.01, 1000", "0.014999, 1500", "0.2, 20000", "1, 100000", "1.5, 150000", "1024, 102400000"})
    void coresBecomeAQuotaOfEachTenthOfASecond(double cores, long quota) {
        assertThat(settings(ResourceLimits.builder().cpu(cores), Set.of(Controller.CPU))
                        .getFirst()
                        .value())
                .isEqualTo(quota + " 100000");
    }

    @Test
    void ioIsReadBackAmongOtherDisksAndKeys() {
        Setting setting = settings(ResourceLimits.builder().ioRead(DataSize.mebibytes(10)), Set.of(Controller.IO))
                .getFirst();
        assertThat(setting.heldBy(
                        "8:16 rbps=1 wbps=max riops=max wiops=max\n8:0 rbps=10485760 wbps=max riops=max wiops=max"))
                .isTrue();
        assertThat(setting.heldBy("8:16 rbps=10485760 wbps=max riops=max wiops=max"))
                .isFalse();
        assertThat(setting.heldBy("8:0 rbps=104857600 wbps=max riops=max wiops=max"))
                .isFalse();
        assertThat(setting.heldBy("")).isFalse();
    }
}
