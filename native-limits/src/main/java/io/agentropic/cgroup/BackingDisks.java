package io.agentropic.cgroup;

import io.agentropic.syscall.FileSystemType;
import io.agentropic.syscall.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The whole disks behind some paths: where {@code io.max} can hold. */
public sealed interface BackingDisks {

    /** These, each once. */
    record Found(List<BlockDevice> disks) implements BackingDisks {}

    /** There are none, or not for every path. */
    record None(String reason) implements BackingDisks {}

    /** Looks the disks up in {@code /sys/dev/block}. */
    static BackingDisks of(List<Path> paths) {
        return of(paths, Path.of("/sys/dev/block"));
    }

    /** As {@link #of(List)}, with another directory of block devices. */
    static BackingDisks of(List<Path> paths, Path blockDevices) {
        if (paths.isEmpty()) {
            return new None("no writable path is given");
        }
        var disks = new ArrayList<BlockDevice>();
        for (Path path : paths) {
            try {
                BlockDevice device = BlockDevice.ofDeviceNumber((Long) Files.getAttribute(path, "unix:dev"));
                if (device.major() == 0) {
                    return new None(path + " is on " + FileSystemKind.named(FileSystemType.of(path)) + " (device "
                            + device + "), and the kernel limits I/O on disks only");
                }
                disks.add(device.wholeDisk(blockDevices));
            } catch (IOException | SyscallException e) {
                return new None("the disk behind " + path + " cannot be found: " + e);
            }
        }
        return new Found(disks.stream().distinct().toList());
    }
}
