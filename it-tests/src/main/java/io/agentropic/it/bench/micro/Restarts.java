package io.agentropic.it.bench.micro;

import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartBudget;
import io.agentropic.restart.RestartDecision;
import io.agentropic.restart.RestartHistory;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.restart.Standing;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What follows a failure, with the budget and the backoff that an agent has when nothing else is said. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Restarts {

    /** So far apart that the budget is always almost spent and never quite. */
    private static final long APART = RestartBudget.DEFAULT
                    .window()
                    .dividedBy(RestartBudget.DEFAULT.maxRestarts())
                    .toNanos()
            + 1;

    private static final int SERIES = 8;

    private final RestartHistory history = new RestartHistory(
            RestartPolicy.ON_FAILURE, RestartBudget.DEFAULT, BackoffStrategy.DEFAULT, Duration.ofMinutes(10), null);
    private long now;

    /** A restart, each delay longer than the one before until a series ends. */
    @Benchmark
    public RestartDecision afterFailure() {
        now += APART;
        if (history.consecutiveFailures() == SERIES) {
            history.beginSeries();
        }
        return history.decide(Standing.FAILURE, now, 0.5);
    }
}
