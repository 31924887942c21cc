package io.agentropic.agent;

/**
 * A task or service that runs in a JVM of its own, or shares one with others, watched by a supervisor.
 *
 * <p>The class needs a public constructor without parameters. One instance lives as long as its JVM, or
 * as long as the agent does in a JVM that is shared:
 *
 * <ol>
 *   <li>{@link #initialize} prepares; when it returns, the agent counts as started;
 *   <li>{@link #execute} works; returning from it means that the agent has completed;
 *   <li>{@link #shutdown} cleans up, however the work ended;
 *   <li>the JVM exits, with 0 after completion or a requested stop, with 1 after a failure, whatever threads are left.
 * </ol>
 *
 * <p>All three run on the thread {@code main}, {@code shutdown} with the one exception named there. In a shared JVM they run on a
 * virtual thread that has the agent's name, nothing is ended by the agent's end but that thread, and {@code health()} is not
 * asked. A smallest agent:
 *
 * <pre>{@code
 * public final class Greeter implements Agent {
 *     @Override
 *     public void execute(AgentContext context) throws Exception {
 *         context.result("Hello, " + context.inputText());
 *     }
 * }
 * }</pre>
 */
public interface Agent {

    /**
     * Prepares the agent: opens what it needs, reads its input.
     *
     * @throws Exception when the agent cannot work; the supervisor is told, {@link #shutdown} follows, and the JVM exits
     *     with 1
     */
    default void initialize(AgentContext context) throws Exception {}

    /**
     * Does the agent's work; returning means completed.
     *
     * <p>Long work calls {@link AgentContext#checkpoint} at every point where it could be interrupted without harm. After
     * a stop request that call and {@link AgentContext#receive} throw {@link StopRequestedException}; letting it (or an
     * {@code InterruptedException}) pass through is an orderly end. Work that has not ended when half of the grace has
     * passed is interrupted, once, by {@link Thread#interrupt}.
     *
     * @throws Exception when the work failed; the supervisor is told, {@link #shutdown} follows, and the JVM exits with 1
     */
    void execute(AgentContext context) throws Exception;

    /**
     * Cleans up: called once, after {@code execute} has ended, and also when {@code initialize} or {@code execute} threw.
     *
     * <p>When a stop was requested and {@code execute} has not ended by three quarters of the grace, this is called on
     * another thread while {@code execute} still runs, so that there is time left to clean up in. It is not called when
     * the program calls {@code System.exit}, when the JVM is killed, or on a bare SIGTERM.
     *
     * @throws Exception when cleaning up failed; the supervisor is told, and the JVM exits with 1
     */
    default void shutdown(AgentContext context) throws Exception {}

    /**
     * How the agent is doing, asked before every heartbeat on a thread of its own, never twice at once.
     *
     * <p>It should look at what is there and return at once. A call that takes longer than 5 s, or throws, counts as
     * unhealthy until one returns; the heartbeats go on meanwhile, so a hanging check does not look like a dead JVM.
     */
    default Health health() {
        return Health.healthy();
    }
}
