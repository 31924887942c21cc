package io.agentropic.it.bench;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartBudget;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import io.agentropic.syscall.Pidfd;
import io.agentropic.syscall.Signals;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long an agent is missing after a crash, beside the start of a new one. The two take turns, so that whatever slows the
 * machine down slows both.
 *
 * @param detectionMillis from the moment before SIGKILL until a listener hears that the agent is {@code FINISHING}: the
 *     kernel's tearing down of the process, the JDK's reaper, the agent's inbox, its thread, and the thread that tells events
 * @param recoveryMillis from the same moment until a listener hears that the next life is {@code RUNNING}, the backoff taken
 *     off
 * @param coldMillis from the call of {@code spawn} until a listener hears that a new agent of the same kind is {@code
 *     RUNNING}
 */
record Recovery(Samples detectionMillis, Samples recoveryMillis, Samples coldMillis) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BACKOFF = Duration.ofMillis(1);

    /** What a JVM that has just started still does must not slow down the next one. */
    private static final long SETTLING_MILLIS = 150;

    /** One thing that a listener heard. */
    private record Heard(String agent, AgentState state, long nanos) {}

    /** Kills one agent so many times, after so many to warm up. */
    static Recovery of(AgentRuntime runtime, int warmUp, int count) throws InterruptedException, TimeoutException {
        return of(runtime, warmUp, count, false);
    }

    /**
     * As the other one, for an agent that may keep a worker ready; a kill then waits until it does.
     *
     * @param standby whether it does
     */
    static Recovery of(AgentRuntime runtime, int warmUp, int count, boolean standby)
            throws InterruptedException, TimeoutException {
        String name = standby ? "standing-by" : "crashing";
        BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        runtime.onEvent(event -> hear(event, heard));
        double[] detection = new double[count];
        double[] recovery = new double[count];
        double[] cold = new double[count];
        AgentHandle crashing = runtime.spawn(Supervised.agent(EchoAgent.class, name)
                .supervision(restarted(standby))
                .build());
        await(heard, name, AgentState.RUNNING);
        for (int i = -warmUp; i < count; i++) {
            while (standby && runtime.warmPool().standby() == 0) {
                Thread.sleep(1);
            }
            Thread.sleep(SETTLING_MILLIS);
            long killed = kill(crashing);
            long noticed = await(heard, name, AgentState.FINISHING);
            long back = await(heard, name, AgentState.RUNNING);
            Thread.sleep(SETTLING_MILLIS);
            long asked = System.nanoTime();
            AgentHandle fresh = runtime.spawn(
                    Supervised.agent(EchoAgent.class, name + "-cold-" + i).build());
            long started = await(heard, fresh.name(), AgentState.RUNNING);
            fresh.kill();
            if (i >= 0) {
                detection[i] = (noticed - killed) / 1e6;
                recovery[i] = (back - killed - BACKOFF.toNanos()) / 1e6;
                cold[i] = (started - asked) / 1e6;
            }
        }
        crashing.kill();
        return new Recovery(Samples.of(detection), Samples.of(recovery), Samples.of(cold));
    }

    private static Supervision restarted(boolean standby) {
        return Supervision.builder()
                .restartPolicy(RestartPolicy.ON_FAILURE)
                .maxRestarts(RestartBudget.UNLIMITED)
                .backoff(BackoffStrategy.fixed(BACKOFF))
                .standby(standby)
                .build();
    }

    private static void hear(AgentEvent event, BlockingQueue<Heard> heard) {
        if (event.from() != event.to()) {
            heard.add(new Heard(event.agent(), event.to(), System.nanoTime()));
        }
    }

    private static long kill(AgentHandle agent) {
        Long pid = agent.status().pid();
        if (pid == null) {
            throw new IllegalStateException("agent " + agent.name() + " has no process: " + agent.status());
        }
        return kill(pid);
    }

    /** Answers the moment before. */
    static long kill(long pid) {
        try (Pidfd process =
                Pidfd.open(pid).orElseThrow(() -> new IllegalStateException("there is no process " + pid))) {
            long before = System.nanoTime();
            if (!process.send(Signals.SIGKILL)) {
                throw new IllegalStateException("process " + pid + " ended by itself");
            }
            return before;
        }
    }

    private static long await(BlockingQueue<Heard> heard, String agent, AgentState state)
            throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Heard next = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                next != null && System.nanoTime() < end;
                next = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            if (next.agent().equals(agent) && next.state() == state) {
                return next.nanos();
            }
        }
        throw new TimeoutException(agent + " did not become " + state + " within " + PATIENCE.toSeconds() + " s");
    }
}
