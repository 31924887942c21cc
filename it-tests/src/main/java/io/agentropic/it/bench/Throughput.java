package io.agentropic.it.bench;

import io.agentropic.ipc.Payload;
import io.agentropic.it.agents.DrainAgent;
import io.agentropic.it.agents.FloodAgent;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.status.AgentMessage;
import io.agentropic.status.AgentResult;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Messages of 64 bytes a second in one direction, through the public API, all of them and in their order. The directions take
 * turns.
 *
 * @param messages how many are sent each time
 * @param toSupervisor from an agent to the listener of a runtime
 * @param toAgent from the holder of a handle to the agent
 * @param between from one agent to another
 */
record Throughput(int messages, Samples toSupervisor, Samples toAgent, Samples between) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BYTES = 64;

    /** Sends so many each way, in so many rounds after one to warm up. */
    static Throughput of(AgentRuntime runtime, int messages, int rounds) throws InterruptedException, TimeoutException {
        Heard heard = new Heard(messages);
        runtime.onMessage(heard::note);
        double[] up = new double[rounds];
        double[] down = new double[rounds];
        double[] across = new double[rounds];
        for (int i = -1; i < rounds; i++) {
            double toSupervisor = toSupervisor(runtime, "up-" + i, heard);
            double toAgent = toAgent(runtime, "down-" + i, messages);
            double between = between(runtime, "across-" + i, messages);
            if (i >= 0) {
                up[i] = toSupervisor;
                down[i] = toAgent;
                across[i] = between;
            }
        }
        return new Throughput(messages, Samples.of(up), Samples.of(down), Samples.of(across));
    }

    /** What the listener counts; on one thread. */
    private static final class Heard {
        private final int messages;
        private final Semaphore all = new Semaphore(0);
        private int count;
        private volatile long firstNanos;
        private volatile long lastNanos;

        Heard(int messages) {
            this.messages = messages;
        }

        void note(AgentMessage message) {
            int number = ByteBuffer.wrap(message.payload().bytes()).getInt();
            if (number != count) {
                throw new IllegalStateException("message " + number + " came where " + count + " was due");
            }
            if (number == 0) {
                firstNanos = System.nanoTime();
            }
            count++;
            if (count == messages) {
                count = 0;
                lastNanos = System.nanoTime();
                all.release();
            }
        }
    }

    private static double toSupervisor(AgentRuntime runtime, String name, Heard heard)
            throws InterruptedException, TimeoutException {
        AgentHandle flood = runtime.spawn(Supervised.agent(FloodAgent.class, name)
                .args(Integer.toString(heard.messages), "supervisor")
                .build());
        if (!heard.all.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new TimeoutException("only " + heard.count + " messages came");
        }
        flood.kill();
        return perSecond(heard.messages, heard.lastNanos - heard.firstNanos);
    }

    private static double toAgent(AgentRuntime runtime, String name, int messages)
            throws InterruptedException, TimeoutException {
        AgentHandle drain = runtime.spawn(Supervised.agent(DrainAgent.class, name)
                .args(Integer.toString(messages))
                .build());
        drain.awaitStarted(PATIENCE);
        long began = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            drain.send(Payload.of(ByteBuffer.allocate(BYTES).putInt(i).array()), PATIENCE);
        }
        return perSecond(messages, drained(drain) - began);
    }

    private static double between(AgentRuntime runtime, String name, int messages)
            throws InterruptedException, TimeoutException {
        String count = Integer.toString(messages);
        AgentHandle drain = runtime.spawn(
                Supervised.agent(DrainAgent.class, name + "-to").args(count).build());
        drain.awaitStarted(PATIENCE);
        AgentHandle flood = runtime.spawn(Supervised.agent(FloodAgent.class, name + "-from")
                .args(count, drain.name())
                .build());
        flood.awaitStarted(PATIENCE);
        long began = System.nanoTime();
        double perSecond = perSecond(messages, drained(drain) - began);
        flood.kill();
        return perSecond;
    }

    private static long drained(AgentHandle drain) throws InterruptedException, TimeoutException {
        AgentResult result = drain.join(PATIENCE);
        if (!result.succeeded()) {
            throw new IllegalStateException("agent " + drain.name() + " is " + result.state() + ": " + result.reason());
        }
        return Long.parseLong(result.output().text());
    }

    private static double perSecond(int messages, long nanos) {
        return messages * 1e9 / nanos;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "messages of 64 bytes a second, %,d at a time: agent to supervisor %,.0f (%,.0f to %,.0f), supervisor to agent"
                        + " %,.0f (%,.0f to %,.0f), agent to agent %,.0f (%,.0f to %,.0f)",
                messages,
                toSupervisor.median(),
                toSupervisor.least(),
                toSupervisor.most(),
                toAgent.median(),
                toAgent.least(),
                toAgent.most(),
                between.median(),
                between.least(),
                between.most());
    }

    String json() {
        return "{\"messages\":" + messages + ",\"toSupervisorPerSecond\":" + toSupervisor.json()
                + ",\"toAgentPerSecond\":" + toAgent.json() + ",\"betweenPerSecond\":" + between.json() + "}";
    }
}
