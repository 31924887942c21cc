package io.agentropic.it.bench;

/** How much of a JVM's heap is in use. */
final class HeapGauge {

    private static final int ROUNDS = 4;
    private static final long SETTLING_MILLIS = 100;

    private HeapGauge() {}

    /** In bytes, when all garbage is gone. */
    static long usedBytes() throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            System.gc();
            Thread.sleep(SETTLING_MILLIS);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
