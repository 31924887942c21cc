package io.agentropic.it.bench.micro;

import io.agentropic.cgroup.Strain;
import io.agentropic.exit.Ending;
import io.agentropic.exit.ExitReport;
import io.agentropic.exit.LifeRecord;
import io.agentropic.fence.Evidence;
import io.agentropic.fence.ResourceUsage;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Why an incarnation ended: the one cause, and the report that says it in a sentence. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Exits {

    private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");
    private static final int KILLED = 128 + 9;

    private final LifeRecord life = startedLife();
    private final Ending completed = ending(0, Evidence.NONE);
    private final Ending killed = ending(KILLED, new Evidence(1, 0, 0, "", ResourceUsage.NONE));

    private static LifeRecord startedLife() {
        LifeRecord life = new LifeRecord();
        life.started();
        return life;
    }

    private static Ending ending(int code, Evidence evidence) {
        return new Ending(
                "indexer-17",
                3,
                4_711L,
                code,
                STARTED,
                STARTED.plusSeconds(90),
                evidence,
                List.of(),
                Strain.NONE,
                null,
                List.of("a hundred documents", "two hundred documents"),
                List.of(),
                null);
    }

    /** It returned. */
    @Benchmark
    public ExitReport completed() {
        return life.report(completed);
    }

    /** The kernel killed it for its memory limit. */
    @Benchmark
    public ExitReport killedForMemory() {
        return life.report(killed);
    }
}
