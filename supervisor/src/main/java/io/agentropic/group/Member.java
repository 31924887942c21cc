package io.agentropic.group;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One agent, as its group steers it. Each order is taken note of at once and carried out later, on the agent's own thread;
 * what came of it is reported to the {@link Group}.
 */
public interface Member {

    /** The agent's name. */
    String name();

    /** Whether its own end counts for the group's automatic shutdown. */
    boolean significant();

    /** End, and wait to be released; one that is never restarted ends and rests. */
    void hold(String why);

    /** Start again after {@code delay}. */
    void release(Duration delay);

    /** Rest as failed. */
    void giveUp(String why);

    /** Rest as stopped: the group is being stopped. */
    void disband(String why);

    /** Stand still whenever it runs, until {@link #resume}; done when no code of it runs. */
    CompletableFuture<Void> pause(String group);

    /** Stand still with the group no more; done when that is so. */
    CompletableFuture<Void> resume(String group);
}
