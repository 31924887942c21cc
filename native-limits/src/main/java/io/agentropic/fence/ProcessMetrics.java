package io.agentropic.fence;

import io.agentropic.process.ProcessStat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * CPU time and resident memory of single processes, from OSHI. It has a platform thread of its own, as OSHI blocks its
 * carrier while it reads; a sample takes 0.2 to 0.4 ms, the first one 300 ms.
 */
final class ProcessMetrics implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("agentropic-process-metrics").daemon().factory());
    private Optional<OperatingSystem> system = Optional.empty();

    /**
     * One process's use of the machine.
     *
     * @param pid which
     * @param startTicks which, should the number be reused
     * @param cpuTime user and system time
     * @param residentBytes its resident set
     */
    record Sample(long pid, long startTicks, Duration cpuTime, long residentBytes) {}

    /** Samples each of {@code processes} that still lives. Any thread may ask; it waits. */
    List<Sample> sample(List<ProcessStat> processes) {
        return CompletableFuture.supplyAsync(
                        () -> processes.stream()
                                .flatMap(stat -> sample(stat).stream())
                                .toList(),
                        thread)
                .join();
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private Optional<Sample> sample(ProcessStat stat) {
        return Optional.ofNullable(system().getProcess(Math.toIntExact(stat.pid())))
                .filter(process -> process.getState() != OSProcess.State.INVALID)
                .map(process -> new Sample(
                        stat.pid(),
                        stat.startTicks(),
                        Duration.ofMillis(process.getKernelTime() + process.getUserTime()),
                        process.getResidentMemory()));
    }

    /** Loaded by the thread that uses it, on first use. */
    private OperatingSystem system() {
        OperatingSystem loaded = system.orElseGet(() -> new SystemInfo().getOperatingSystem());
        system = Optional.of(loaded);
        return loaded;
    }
}
