package io.agentropic.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A block device by its numbers, {@code 8:0}. */
public record BlockDevice(int major, int minor) {

    /** Reads {@code 8:0}; an {@link IllegalArgumentException} names a text of another form. */
    static BlockDevice parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + text + "' is not MAJOR:MINOR");
        }
        return new BlockDevice(Integer.parseInt(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }

    /** From {@code st_dev}, as glibc packs it: see makedev(3). */
    static BlockDevice ofDeviceNumber(long dev) {
        long major = ((dev >>> 8) & 0xfff) | ((dev >>> 32) & ~0xfff);
        long minor = (dev & 0xff) | ((dev >>> 12) & ~0xff);
        return new BlockDevice((int) major, (int) minor);
    }

    /**
     * The disk that this is, or is a partition of: {@code io.max} is set on disks. A partition's directory lies inside its
     * disk's.
     *
     * @param blockDevices {@code /sys/dev/block}
     */
    BlockDevice wholeDisk(Path blockDevices) throws IOException {
        Path directory = blockDevices.resolve(toString()).toRealPath();
        if (!Files.exists(directory.resolve("partition"))) {
            return this;
        }
        return parse(Files.readString(directory.resolveSibling("dev")).strip());
    }

    @Override
    public String toString() {
        return major + ":" + minor;
    }
}
