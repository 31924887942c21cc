package io.agentropic.it.bench;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The agents whose sharing of a JVM is measured. */
public final class SharedPrograms {

    private SharedPrograms() {}

    /** Hands over a result and has completed. */
    public static final class Task implements Agent {
        @Override
        public void execute(AgentContext context) throws InterruptedException {
            context.result(context.name());
        }
    }

    /** Waits for messages that never come. */
    public static final class Idler implements Agent {
        @Override
        public void execute(AgentContext context) throws InterruptedException {
            while (!context.stopRequested()) {
                var _ = context.receive(Duration.ofSeconds(Integer.MAX_VALUE));
            }
        }
    }

    /** Says how many bytes of the heap are in use when all garbage is gone. */
    public static final class Gauge implements Agent {
        @Override
        public void execute(AgentContext context) throws InterruptedException {
            context.result(Long.toString(HeapGauge.usedBytes()));
        }
    }

    /**
     * Goes through so many checkpoints in turns with another agent of its kind, on one carrier thread, and says how many
     * nanoseconds that took.
     */
    public static final class Runner implements Agent {

        private static final CountDownLatch BOTH = new CountDownLatch(2);

        @Override
        public void execute(AgentContext context) throws InterruptedException {
            int count = Integer.parseInt(context.args().getFirst());
            BOTH.countDown();
            BOTH.await();
            long before = System.nanoTime();
            for (int i = 0; i < count; i++) {
                context.checkpoint();
            }
            context.result(Long.toString(System.nanoTime() - before));
        }
    }
}
