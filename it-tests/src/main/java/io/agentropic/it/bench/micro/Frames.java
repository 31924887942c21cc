package io.agentropic.it.bench.micro;

import io.agentropic.ipc.Frame;
import io.agentropic.ipc.Message;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One message of the channel between the supervisor and a worker, into a frame and out of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Frames {

    /** What is said. */
    public enum Kind {
        /** A small message for another agent. */
        SEND,
        /** A sign of life. */
        HEARTBEAT,
        /** The first order of a life. */
        START
    }

    @Param
    Kind kind = Kind.SEND;

    private FrameSample sample = FrameSample.send();

    /** Makes the message. */
    @Setup
    public void choose() {
        sample = switch (kind) {
            case SEND -> FrameSample.send();
            case HEARTBEAT -> FrameSample.heartbeat();
            case START -> FrameSample.start();
        };
    }

    /** The frame of the message, in a buffer of its own. */
    @Benchmark
    public ByteBuffer encode() {
        return sample.encode();
    }

    /** The message in a frame. */
    @Benchmark
    public Frame<? extends Message> decode() {
        return sample.decode();
    }
}
