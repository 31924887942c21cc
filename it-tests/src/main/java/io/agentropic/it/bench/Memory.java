package io.agentropic.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of processes, shared pages counted by their share: {@code Pss} of proc_pid_smaps(5). */
final class Memory {

    private static final long SETTLING_MILLIS = 3_000;

    private Memory() {}

    /** Proportional memory in MiB of each process, after a moment in which start-up garbage settles. */
    static Samples settledMebibytes(List<Long> pids) throws IOException, InterruptedException {
        Thread.sleep(SETTLING_MILLIS);
        double[] mebibytes = new double[pids.size()];
        for (int i = 0; i < mebibytes.length; i++) {
            mebibytes[i] = proportionalKibibytes(pids.get(i)) / 1024.0;
        }
        return Samples.of(mebibytes);
    }

    static long proportionalKibibytes(long pid) throws IOException {
        Path file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException(file + " has no line Pss");
    }
}
