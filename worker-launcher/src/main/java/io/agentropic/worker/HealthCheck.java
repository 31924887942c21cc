package io.agentropic.worker;

import io.agentropic.agent.Agent;
import io.agentropic.agent.Health;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks the agent for its health, on a thread of its own, so that a {@code health()} that hangs holds up nobody: it is
 * reported as what it is.
 *
 * <p>Each {@link #last} returns the newest answer and asks for the next one. Programs without {@code health()} are
 * healthy and cost no thread.
 */
final class HealthCheck implements Runnable {

    /** How long one call may take, in milliseconds. */
    static final long TIMEOUT_MILLIS = 5_000;

    private final Thread thread = Daemon.of("agentropic-health", this);
    private volatile @Nullable Agent agent;
    private volatile Health answer = Health.healthy();
    private volatile boolean asked;
    private volatile boolean calling;
    private volatile long calledAtNanos;

    /** Asks this agent from now on, unless it leaves {@code health()} as it is. */
    void ask(Agent newAgent) throws NoSuchMethodException {
        if (newAgent.getClass().getMethod("health").getDeclaringClass() != Agent.class) {
            agent = newAgent;
        }
    }

    /** Called by one thread only. */
    Health last() {
        if (agent == null) {
            return answer;
        }
        wake();
        long seconds = calling ? TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - calledAtNanos) : 0;
        return seconds * 1_000 < TIMEOUT_MILLIS
                ? answer
                : Health.unhealthy("health() has not returned for " + seconds + " s");
    }

    private void wake() {
        asked = true;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (true) {
            Agent asking = agent;
            if (asked && asking != null) {
                asked = false;
                answer = call(asking);
            } else {
                LockSupport.park(this);
            }
        }
    }

    private Health call(Agent asking) {
        calledAtNanos = System.nanoTime();
        calling = true;
        try {
            Health health = asking.health();
            return health == null ? Health.unhealthy("health() returned null") : health;
        } catch (Throwable thrown) {
            return Health.unhealthy("health() threw " + thrown.getClass().getName());
        } finally {
            calling = false;
        }
    }
}
