package io.agentropic.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ResourceLimitsTest {

    private static final DataSize TOO_LARGE = DataSize.ofBytes((1L << 60) + 1);

    @Test
    void noLimitIsNoViolation() {
        assertThat(ResourceLimits.NONE.violations()).isEmpty();
    }

    @Test
    void theBoundsThemselvesAreAllowed() {
        assertThat(ResourceLimits.builder()
                        .memory(DataSize.mebibytes(64))
                        .memoryHigh(DataSize.mebibytes(64))
                        .cpu(0.01)
                        .openFiles(32)
                        .processes(32)
                        .connections(1)
                        .ioRead(DataSize.kibibytes(4))
                        .ioWrite(DataSize.kibibytes(4))
                        .fileSize(DataSize.ofBytes(1))
                        .build()
                        .violations())
                .isEmpty();
        assertThat(ResourceLimits.builder()
                        .memory(DataSize.ofBytes(1L << 60))
                        .cpu(1024)
                        .openFiles(1_048_576)
                        .build()
                        .violations())
                .isEmpty();
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                row("memory", "1KiB", limits -> limits.memory(DataSize.kibibytes(1))),
                row("memory", "0B", limits -> limits.memory(DataSize.ofBytes(0))),
                row("memory", "64MiB to", limits -> limits.memory(TOO_LARGE)),
                row("memoryHigh", "10MiB", limits -> limits.memoryHigh(DataSize.mebibytes(10))),
                row("cpu", "0.0", limits -> limits.cpu(0)),
                row("cpu", "-1.0", limits -> limits.cpu(-1)),
                row("cpu", "NaN", limits -> limits.cpu(Double.NaN)),
                row("cpu", "Infinity", limits -> limits.cpu(Double.POSITIVE_INFINITY)),
                row("cpu", "1.0E9", limits -> limits.cpu(1e9)),
                row("openFiles", "31", limits -> limits.openFiles(31)),
                row("openFiles", "1048577", limits -> limits.openFiles(1_048_577)),
                row("processes", "31", limits -> limits.processes(31)),
                row("connections", "0", limits -> limits.connections(0)),
                row("ioRead", "4095B", limits -> limits.ioRead(DataSize.ofBytes(4095))),
                row("ioWrite", "1B", limits -> limits.ioWrite(DataSize.ofBytes(1))),
                row("fileSize", "0B", limits -> limits.fileSize(DataSize.ofBytes(0))));
    }

    private static Arguments row(String key, String value, UnaryOperator<ResourceLimits.Builder> change) {
        return Arguments.of(key, value, Named.of(key + " " + value, change));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void aValueOutOfRangeIsNamedWithItsRange(String key, String value, UnaryOperator<ResourceLimits.Builder> change) {
        assertThat(change.apply(ResourceLimits.builder()).build().violations())
                .singleElement()
                .asString()
                .startsWith("limits." + key + " is ")
                .contains(value)
                .contains("allowed are");
    }

    @Test
    void memoryHighAboveMemoryIsPointless() {
        assertThat(ResourceLimits.builder()
                        .memory(DataSize.mebibytes(100))
                        .memoryHigh(DataSize.mebibytes(101))
                        .build()
                        .violations())
                .singleElement()
                .asString()
                .contains("101MiB", "100MiB", "never take effect");
    }

    @Test
    void allViolationsAreReportedAtOnce() {
        assertThat(ResourceLimits.builder()
                        .memory(DataSize.ofBytes(1))
                        .cpu(0)
                        .openFiles(1)
                        .build()
                        .violations())
                .hasSize(3);
    }
}
