package io.agentropic.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackingDisksTest {

    @TempDir
    Path sys;

    @ParameterizedTest
    @CsvSource({"0x801, 8, 1", "0xfd00, 253, 0", "0x10305, 259, 5", "0x1008ab, 8, 427", "28, 0, 28"})
    void deviceNumbersAreUnpackedAsGlibcPacksThem(String dev, int major, int minor) {
        assertThat(BlockDevice.ofDeviceNumber(Long.decode(dev))).isEqualTo(new BlockDevice(major, minor));
    }

    @Test
    void aPathInMemoryHasNoDisk() {
        assertThat(BackingDisks.of(List.of(Path.of("/proc"))))
                .isInstanceOfSatisfying(
                        BackingDisks.None.class,
                        none -> assertThat(none.reason())
                                .startsWith("/proc is on proc, which is the kernel's own (device "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0x794c7630 | overlayfs",
                "0x01021994 | tmpfs",
                "0x01021997 | 9p",
                "0x6969 | NFS",
                "0xff534d42 | SMB",
                "0x9123683e | btrfs",
                "0x12345 | a file system without a disk (magic number 0x12345)"
            })
    void aRefusalNamesTheFileSystem(String magic, String words) {
        assertThat(FileSystemKind.named(Long.decode(magic))).startsWith(words);
    }

    @Test
    void withoutPathsThereIsNoDisk() {
        assertThat(BackingDisks.of(List.of())).isEqualTo(new BackingDisks.None("no writable path is given"));
    }

    @Test
    void aPathThatIsNotThereHasNoDisk() {
        assertThat(BackingDisks.of(List.of(sys.resolve("missing")))).isInstanceOf(BackingDisks.None.class);
    }

    @Test
    void aPartitionStandsForItsDisk() throws IOException {
        Path disk = Files.createDirectories(sys.resolve("devices/sda"));
        Files.writeString(disk.resolve("dev"), "8:0\n");
        Path partition = Files.createDirectories(disk.resolve("sda1"));
        Files.writeString(partition.resolve("partition"), "1\n");
        Files.createSymbolicLink(sys.resolve("8:1"), partition);
        Files.createSymbolicLink(sys.resolve("8:0"), disk);
        assertThat(new BlockDevice(8, 1).wholeDisk(sys)).isEqualTo(new BlockDevice(8, 0));
        assertThat(new BlockDevice(8, 0).wholeDisk(sys)).isEqualTo(new BlockDevice(8, 0));
    }
}
