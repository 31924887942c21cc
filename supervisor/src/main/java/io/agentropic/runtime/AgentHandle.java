package io.agentropic.runtime;

import io.agentropic.ipc.Payload;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.Priority;
import io.agentropic.status.AgentMetrics;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import io.agentropic.status.AgentStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * An agent in the hands of the program that spawned it. All methods may be called from any thread; the blocking ones are
 * safe on virtual threads and interruptible.
 */
public interface AgentHandle {

    /** The agent's name, unique within its runtime. */
    String name();

    /** Where the agent is at this moment. */
    AgentState state();

    /** Everything about the agent at this moment; reads the kernel's counters. */
    AgentStatus status();

    /** What the agent uses at this moment; reads the kernel's counters. */
    AgentMetrics metrics();

    /** What it was specified as, later changes of its limits included. */
    AgentSpec spec();

    /** What holds the present incarnation, or held the last one. */
    List<LimitReport> limits();

    /**
     * Starts an agent that is at rest, or one in backoff at once; its failures are forgotten.
     *
     * @throws AgentStateException when it runs already
     */
    void start() throws InterruptedException;

    /**
     * As {@link #start()}.
     *
     * @param keepBackoff for one in backoff: whether its failures count on, so that the delay is merely cut short
     */
    void start(boolean keepBackoff) throws InterruptedException;

    /**
     * Forgets the agent's failures in a row and what is spent of its restart budget. A {@code FAILED} one is
     * {@code STOPPED} from then on; any other stays as it is.
     */
    void reset() throws InterruptedException;

    /**
     * Stops the agent and waits until nothing of it is left: asks it, then SIGTERM, then, when its grace is over, kills.
     * An agent at rest stays as it is.
     *
     * @throws AgentStateException when a process survived the kill
     */
    void stop() throws InterruptedException;

    /** As {@link #stop()}, with another grace; zero kills at once. */
    void stop(Duration grace) throws InterruptedException;

    /**
     * Kills the agent at once and waits until nothing of it is left. Of one that shares a JVM the thread is interrupted and left to
     * itself.
     */
    void kill() throws InterruptedException;

    /** Stops the agent and starts it again; returns when the new incarnation's code was entered. */
    void restart() throws InterruptedException;

    /**
     * Stops all processes of the agent from running and waits until the kernel confirms it. One that shares a JVM stands still
     * at its next safe point, which is waited for. Idempotent.
     *
     * @throws AgentStateException when the agent does not run, or shares a JVM and reached no safe point within 5 s
     */
    void pause() throws InterruptedException;

    /** Lets a paused agent run on. Idempotent. */
    void resume() throws InterruptedException;

    /**
     * Changes limits: of the running processes at once, which go on, and of all later lives. What {@code changes} leaves
     * out stays as it is. Returns when every value was read back from the kernel.
     *
     * @throws io.agentropic.spec.InvalidSpecException when the limits that would result are wrong, or it shares a JVM
     * @throws io.agentropic.limits.LimitUnavailableException when one cannot be enforced here under strict
     * @throws io.agentropic.limits.LimitRefusedException when it uses more memory than it would be allowed, or its heap,
     *     which is fixed when a JVM starts, would not fit
     */
    void update(ResourceLimits changes) throws InterruptedException;

    /**
     * Changes its priority: its turn for a place if it waits for one, its share of the processors if it runs.
     *
     * @throws io.agentropic.fence.FenceException when the kernel refuses it
     */
    void update(Priority priority) throws InterruptedException;

    /**
     * Hands the agent a message, as if another agent named {@code supervisor} had sent it.
     *
     * @throws AgentStateException when the agent does not run
     */
    void send(Payload payload);

    /**
     * As {@link #send(Payload)}; while the agent reads so slowly that there is no room, it waits.
     *
     * @throws AgentStateException when the agent does not run, or there was no room within {@code timeout}
     */
    void send(Payload payload, Duration timeout) throws InterruptedException;

    /** Waits until the agent's code was entered, or the agent has come to rest without that. */
    AgentState awaitStarted(Duration timeout) throws InterruptedException, TimeoutException;

    /** Waits until the agent has come to rest. */
    AgentResult join() throws InterruptedException;

    /** As {@link #join()}, with a bound. */
    AgentResult join(Duration timeout) throws InterruptedException, TimeoutException;

    /** Completes when the agent has come to rest; of an agent started again, the next time. */
    CompletableFuture<AgentResult> onExit();
}
