package io.agentropic.fence;

import io.agentropic.process.ProcessTable;

/**
 * Which process, beyond its reusable number: it can be stored, and asked later whether that very process lives.
 *
 * @param pid its process id
 * @param startTicks when it started, in clock ticks after boot ({@code /proc/PID/stat}, field 22)
 * @param bootId the boot it belongs to ({@code /proc/sys/kernel/random/boot_id})
 */
public record ProcessIdentity(long pid, long startTicks, String bootId) {

    /**
     * The identity of the process that has {@code pid} now.
     *
     * @throws FenceException when there is none
     */
    public static ProcessIdentity of(long pid) {
        return ProcessTable.LIVE
                .find(pid)
                .map(stat -> new ProcessIdentity(pid, stat.startTicks(), ProcessTable.LIVE.bootId()))
                .orElseThrow(() -> new FenceException("there is no process " + pid));
    }

    /** Whether this very process still runs; a zombie does not. */
    public boolean isAlive() {
        return ProcessTable.LIVE.bootId().equals(bootId)
                && ProcessTable.LIVE
                        .find(pid)
                        .filter(stat -> stat.startTicks() == startTicks && !stat.ended())
                        .isPresent();
    }
}
