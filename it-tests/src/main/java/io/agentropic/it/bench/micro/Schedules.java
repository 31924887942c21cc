package io.agentropic.it.bench.micro;

import io.agentropic.schedule.Plan;
import io.agentropic.schedule.PriorityPolicy;
import io.agentropic.schedule.RoundRobin;
import io.agentropic.schedule.SchedulingPolicy;
import io.agentropic.schedule.Snapshot;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One decision of a scheduling policy, each timed by itself; what it decides about is not part of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Schedules {

    /** How many agents run. */
    public static final int AGENTS = 1_000;

    private final BusyCrowd crowd = new BusyCrowd(AGENTS);
    private final SchedulingPolicy roundRobin = new RoundRobin(RoundRobin.DEFAULT_SLICE);
    private final SchedulingPolicy priority = new PriorityPolicy(RoundRobin.DEFAULT_SLICE);
    private Snapshot snapshot = crowd.next();

    /** The next snapshot. */
    @Setup(Level.Invocation)
    public void look() {
        snapshot = crowd.next();
    }

    /** Of {@link RoundRobin}. */
    @Benchmark
    public Plan roundRobin() {
        return roundRobin.plan(snapshot);
    }

    /** Of {@link PriorityPolicy}. */
    @Benchmark
    public Plan priority() {
        return priority.plan(snapshot);
    }
}
