package io.agentropic.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An agent's line to its supervisor: what it was given, what it is asked, what it has to say.
 *
 * <p>Every method may be called from any thread, virtual ones included.
 */
public interface AgentContext {

    /** The agent's name, unique under its supervisor. */
    String name();

    /** Which life of the agent this is: 1 for the first, one more after each restart. */
    long incarnation();

    /** The agent's input, a copy; empty when it has none. */
    byte[] input();

    /** {@link #input()} as UTF-8 text; malformed bytes are replaced. */
    String inputText();

    /** The arguments, in order. Unmodifiable. */
    List<String> args();

    /** The attribute of this name, if the agent was given one. */
    Optional<String> attribute(String key);

    /**
     * Asks for more time to start, from {@code initialize}: it is not ended for a start that takes too long before
     * {@code time} from now has passed. May be called again and again, as long as there is progress.
     *
     * <p>The start as a whole is bounded by {@code start.maxTimeout} of the agent's configuration, ten times
     * {@code start.timeout} unless it says otherwise; what goes beyond is cut. Never makes the time shorter, and does nothing
     * once {@code initialize} has returned. Modelled on {@code EXTEND_TIMEOUT_USEC} of sd_notify(3), for the start alone: how
     * long a stop may take is up to whoever stops.
     *
     * @throws IllegalArgumentException when {@code time} is shorter than a millisecond
     * @throws InterruptedException when the thread is interrupted while 1 MiB waits to be sent; nothing was asked for
     */
    void extendStart(Duration time) throws InterruptedException;

    /** Says that the agent can be used now. The first call counts; more do nothing. */
    void ready();

    /**
     * Counts one step of work.
     *
     * <p>The count goes out with the next heartbeat. An agent whose JVM lives but whose count stands still is what a
     * liveness check on progress finds. Costs an atomic increment.
     */
    void progress();

    /**
     * A safe point: counts a step, and normally returns at once. In a JVM that agents share it is where another one gets its
     * turn: who computes for long without a safe point keeps a carrier thread to itself.
     *
     * <p>While the agent is asked to pause, it blocks until it may go on; the supervisor is told that the safe point is
     * reached when the first thread gets here. A call on an agent with several threads pauses the calling one only.
     *
     * @throws StopRequestedException when a stop was requested, before or while this call blocks
     * @throws InterruptedException when the thread is interrupted while it blocks
     */
    void checkpoint() throws InterruptedException;

    /** Whether a stop was requested. Never goes back to {@code false}. */
    boolean stopRequested();

    /**
     * When the agent is killed if it has not ended by then; empty as long as no stop was requested.
     *
     * <p>The instant is worked out from the grace that is left at the moment of the call, so a wall clock that jumps does
     * not change how much time there is.
     */
    Optional<Instant> deadline();

    /**
     * Sends bytes to the agent named {@code to}.
     *
     * <p>Messages from one thread to one agent arrive in order, at most once. Returns when the message is queued; while 1
     * MiB waits to be sent, it blocks. A recipient that does not keep up slows this agent down, until it has had no room for
     * half a second. A message that cannot be delivered (no agent of that name, or its inbox is full) is lost; the first one
     * per name leaves a line on standard error. Agents that need certainty answer each other.
     *
     * @throws IllegalArgumentException when the message does not fit a frame of 16 MiB, or the name is longer than 64 KiB
     * @throws InterruptedException when the thread is interrupted while it blocks; the message was not sent
     */
    default void send(String to, byte[] payload) throws InterruptedException {
        send(to, Map.of(), payload);
    }

    /** {@link #send(String, byte[])} with the text in UTF-8. */
    void send(String to, String payload) throws InterruptedException;

    /**
     * {@link #send(String, byte[])} with headers, for example a trace context.
     *
     * @param headers at most 32
     */
    void send(String to, Map<String, String> headers, byte[] payload) throws InterruptedException;

    /**
     * Takes the oldest message out of the inbox, waiting up to {@code timeout} for one; empty when none came. A safe
     * point, as {@link #checkpoint} is: while the agent is paused it does not return, and it counts a step per message.
     *
     * <p>The inbox holds 1,024 messages or 4 MiB, whichever comes first; when it is full the worker stops reading from
     * the supervisor, which then holds messages back and in the end refuses them.
     *
     * @param timeout zero or less to look without waiting
     * @throws StopRequestedException when a stop was requested, before or while this call blocks; messages that are left
     *     are dropped
     * @throws InterruptedException when the thread is interrupted while it blocks
     */
    Optional<Message> receive(Duration timeout) throws InterruptedException;

    /**
     * Hands over the agent's result; a later one replaces it.
     *
     * @throws IllegalArgumentException when it does not fit a frame of 16 MiB
     * @throws InterruptedException when the thread is interrupted while 1 MiB waits to be sent; the result was not handed
     *     over
     */
    void result(byte[] result) throws InterruptedException;

    /** {@link #result(byte[])} with the text in UTF-8. */
    void result(String result) throws InterruptedException;
}
