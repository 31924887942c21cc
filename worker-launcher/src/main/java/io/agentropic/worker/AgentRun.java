package io.agentropic.worker;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import io.agentropic.ipc.WorkerMessage.Finished;
import io.agentropic.ipc.WorkerMessage.Started;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The life of an agent: {@code initialize}, {@code execute}, {@code shutdown}, exit.
 *
 * <p>{@code shutdown} belongs to the thread {@code main}, when the work has ended, or to the stopper, when three quarters
 * of the grace of a stop have passed and it has not; the first to claim it cleans up and exits.
 */
final class AgentRun implements Ending {

    private static final int INTERRUPT_AT_QUARTER = 2;
    private static final int SHUTDOWN_AT_QUARTER = 3;

    private final String className;
    private final AgentContext context;
    private final HealthCheck health;
    private final Orders orders;
    private final Outbox outbox;
    private final UncaughtReporter uncaught;
    private final Thread worker = Thread.currentThread();
    private volatile @Nullable Agent instance;
    private boolean cleaning; // guarded by this

    AgentRun(
            String className,
            AgentContext context,
            HealthCheck health,
            Orders orders,
            Outbox outbox,
            UncaughtReporter uncaught) {
        this.className = className;
        this.context = context;
        this.health = health;
        this.orders = orders;
        this.outbox = outbox;
        this.uncaught = uncaught;
    }

    /**
     * Called on the thread {@code main}; never returns.
     *
     * @throws NotLoadableException when there is nothing to run
     */
    void run() throws NotLoadableException {
        boolean failed = !work();
        while (!claimCleaning()) {
            LockSupport.park(this);
        }
        Thread.interrupted();
        cleanUpAndExit(failed);
    }

    @Override
    public void end(StopOrder order) throws InterruptedException {
        orders.awaitQuarterOfGrace(INTERRUPT_AT_QUARTER);
        interruptWork();
        orders.awaitQuarterOfGrace(SHUTDOWN_AT_QUARTER);
        if (claimCleaning()) {
            cleanUpAndExit(false);
        }
    }

    /** Whether the work ended well. A constructor that throws is a failure of the agent, not a wrong name. */
    private boolean work() throws NotLoadableException {
        try {
            Agent agent = AgentClass.instantiate(className);
            instance = agent;
            health.ask(agent);
            agent.initialize(context);
            outbox.post(new Started());
            agent.execute(context);
            return true;
        } catch (NotLoadableException failure) {
            throw failure;
        } catch (Throwable thrown) {
            if (isStop(thrown)) {
                return true;
            }
            uncaught.report(worker, thrown);
            uncaught.print(worker, thrown);
            return false;
        }
    }

    private void cleanUpAndExit(boolean failed) {
        boolean cleaned = cleanUp();
        outbox.post(new Finished(failed || !cleaned));
        System.exit(failed || !cleaned ? 1 : 0);
    }

    private boolean cleanUp() {
        Agent agent = instance;
        try {
            if (agent != null) {
                agent.shutdown(context);
            }
            return true;
        } catch (Throwable thrown) {
            if (isStop(thrown)) {
                return true;
            }
            uncaught.report(Thread.currentThread(), thrown);
            uncaught.print(Thread.currentThread(), thrown);
            return false;
        }
    }

    private boolean isStop(Throwable thrown) {
        return orders.stop() != null && OrderlyEnd.isCausedBy(thrown);
    }

    private synchronized void interruptWork() {
        if (!cleaning) {
            worker.interrupt();
        }
    }

    private synchronized boolean claimCleaning() {
        boolean claimed = !cleaning;
        cleaning = true;
        return claimed;
    }
}
