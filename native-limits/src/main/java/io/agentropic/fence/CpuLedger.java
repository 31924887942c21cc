package io.agentropic.fence;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up the CPU time of processes that come and go: what an ended one had used when last seen stays in the sum.
 * Thread-safe.
 */
final class CpuLedger {

    private Map<Entry, Duration> living = Map.of();
    private Duration ended = Duration.ZERO;

    private record Entry(long pid, long startTicks) {}

    /** Takes the samples of all living processes, and returns the sum since the beginning. */
    synchronized Duration total(List<ProcessMetrics.Sample> samples) {
        var now = new HashMap<Entry, Duration>();
        samples.forEach(sample -> now.put(new Entry(sample.pid(), sample.startTicks()), sample.cpuTime()));
        living.forEach((entry, used) -> {
            if (!now.containsKey(entry)) {
                ended = ended.plus(used);
            }
        });
        living = now;
        return now.values().stream().reduce(ended, Duration::plus);
    }
}
