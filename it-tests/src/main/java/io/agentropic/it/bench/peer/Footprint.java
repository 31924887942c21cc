package io.agentropic.it.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What a supervisor's own process takes while its programs idle.
 *
 * @param children how many idle
 * @param mebibytes its proportional memory ({@code Pss}, proc_pid_smaps(5))
 * @param cpuPercent of one core
 */
record Footprint(int children, double mebibytes, double cpuPercent) {

    /** {@code sysconf(_SC_CLK_TCK)} is 100 on every Linux that runs a JVM. */
    private static final double TICKS_PER_SECOND = 100;

    private static final long SETTLING_SECONDS = 5;
    private static final int UTIME_AFTER_NAME = 11;

    /** Of the process that has {@code pid}, over so many seconds. */
    static Footprint of(long pid, int children, long seconds) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        long ticks = ticks(pid);
        long began = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double elapsed = (System.nanoTime() - began) / 1e9;
        double percent = 100 * (ticks(pid) - ticks) / TICKS_PER_SECOND / elapsed;
        return new Footprint(children, kibibytes(pid) / 1024.0, percent);
    }

    private static long kibibytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[UTIME_AFTER_NAME]) + Long.parseLong(fields[UTIME_AFTER_NAME + 1]);
    }
}
