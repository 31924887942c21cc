package io.agentropic.it.bench.micro;

import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.batch.BatchCodec;
import io.agentropic.ipc.batch.BatchQueue;
import io.agentropic.ipc.batch.SharedNews;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One record of 64 bytes to and from a JVM that many agents share, in batches of a hundred. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Batches.RECORDS)
public class Batches {

    static final int RECORDS = 100;

    private final BatchQueue<SharedNews> queue = new BatchQueue<>(BatchCodec.NEWS, Long.MAX_VALUE);
    private final SharedNews news = new SharedNews.Send(4_711, "indexer-17", Headers.NONE, Payload.of(new byte[64]));
    private final byte[] batch = fill();

    /** Put by one agent after the other, taken as one batch. */
    @Benchmark
    public byte[] write() {
        return fill();
    }

    /** Each record of a batch. */
    @Benchmark
    public void read(Blackhole sink) {
        BatchCodec.NEWS.decode(batch, sink::consume);
    }

    private byte[] fill() {
        for (int i = 0; i < RECORDS; i++) {
            queue.put(news);
        }
        try {
            return Objects.requireNonNull(queue.take(), "the queue has ended");
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted although something waits", e);
        }
    }
}
