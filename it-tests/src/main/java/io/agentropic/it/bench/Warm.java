package io.agentropic.it.bench;

import io.agentropic.it.agents.StampAgent;
import io.agentropic.limits.Enforcement;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentResult;
import io.agentropic.status.WarmPoolStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/**
 * How long an agent takes to begin that finds a worker waiting, beside one that does not. The two take turns, so that
 * whatever slows the machine down slows both. The pool is full before each turn, and what fills it has settled: this is what
 * a single start costs, not how many a second are possible.
 *
 * @param warmMillis from the call of {@code spawn} until the first line of the agent's code runs, with a pool
 * @param coldMillis the same without
 * @param pool what happened in the pool
 */
record Warm(Samples warmMillis, Samples coldMillis, WarmPoolStatus pool) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WAITING = 2;

    /** What a JVM that has just started still does must not slow down the next one. */
    private static final long SETTLING_MILLIS = 150;

    /** Starts so many of each, after so many to warm up. */
    static Warm of(int warmUp, int count) throws InterruptedException, TimeoutException {
        double[] warm = new double[count];
        double[] cold = new double[count];
        try (AgentRuntime pooled = AgentRuntime.builder()
                        .enforcement(Enforcement.BEST_EFFORT)
                        .warmPool(WarmPoolConfig.ofSize(WAITING))
                        .build();
                AgentRuntime plain = AgentRuntime.builder()
                        .enforcement(Enforcement.BEST_EFFORT)
                        .build()) {
            var _ = start(pooled, "first");
            for (int i = -warmUp; i < count; i++) {
                awaitFull(pooled);
                Thread.sleep(SETTLING_MILLIS);
                double warmMillis = start(pooled, "warm-" + i);
                Thread.sleep(SETTLING_MILLIS);
                double coldMillis = start(plain, "cold-" + i);
                if (i >= 0) {
                    warm[i] = warmMillis;
                    cold[i] = coldMillis;
                }
            }
            return new Warm(Samples.of(warm), Samples.of(cold), pooled.warmPool());
        }
    }

    private static double start(AgentRuntime runtime, String name) throws InterruptedException, TimeoutException {
        AgentSpec spec = Supervised.agent(StampAgent.class, name).build();
        long before = System.nanoTime();
        AgentResult result = runtime.spawn(spec).join(PATIENCE);
        if (!result.succeeded()) {
            throw new IllegalStateException("agent " + name + " is " + result.state() + ": " + result.reason());
        }
        return (Long.parseLong(result.output().text()) - before) / 1e6;
    }

    private static void awaitFull(AgentRuntime runtime) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (runtime.warmPool().waiting() < WAITING) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the pool does not fill: " + runtime.warmPool());
            }
            Thread.sleep(1);
        }
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "from the pool, ms: %s%nof the pool: %d hits, %d misses, %d unfit, a refill took %.0f ms in the mean",
                warmMillis.spread(),
                pool.hits(),
                pool.misses(),
                pool.unfit(),
                pool.meanRefill().toNanos() / 1e6);
    }
}
