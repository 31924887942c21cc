package io.agentropic.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine's swap space; see proc_swaps(5). */
final class Swap {

    private Swap() {}

    static boolean isOn() {
        try {
            return isListed(Files.readString(Path.of("/proc/swaps")));
        } catch (IOException e) {
            throw new CgroupException("cannot read /proc/swaps", e);
        }
    }

    /** The first line is a heading. */
    static boolean isListed(String procSwaps) {
        return procSwaps.lines().count() > 1;
    }
}
