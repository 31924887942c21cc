package io.agentropic.fence;

import io.agentropic.syscall.Affinity;
import io.agentropic.syscall.SyscallException;
import java.util.Set;

/** Keeps a process, and all that it starts, on one processor. */
final class OneCore {

    private OneCore() {}

    /**
     * Does so where the place says it; the process has one thread and has started nothing yet.
     *
     * @throws FenceException when the kernel refuses, or tells something else afterwards
     */
    static void hold(long pid, CpuPlace place) {
        Integer core = place.core();
        if (core == null) {
            return;
        }
        try {
            Affinity.set(pid, core);
            Set<Integer> now = Affinity.of(pid);
            if (!now.equals(Set.of(core))) {
                throw new FenceException(
                        "sched_setaffinity(" + pid + ", " + core + ") was accepted, but reads back as " + now);
            }
        } catch (SyscallException e) {
            throw new FenceException(String.valueOf(e.getMessage()), e);
        }
    }
}
