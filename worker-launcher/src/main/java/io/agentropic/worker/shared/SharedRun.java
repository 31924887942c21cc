package io.agentropic.worker.shared;

import io.agentropic.agent.Agent;
import io.agentropic.agent.Message;
import io.agentropic.ipc.batch.SharedNews.Ended;
import io.agentropic.ipc.batch.SharedNews.Failure;
import io.agentropic.ipc.batch.SharedNews.Outcome;
import io.agentropic.ipc.batch.SharedNews.Progress;
import io.agentropic.ipc.batch.SharedNews.Started;
import io.agentropic.ipc.batch.SharedOrder.Spawn;
import io.agentropic.worker.NotLoadableException;
import io.agentropic.worker.OrderlyEnd;
import io.agentropic.worker.StopOrder;
import io.agentropic.worker.Thrown;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The life of one agent in the shared JVM: {@code initialize}, {@code execute}, {@code shutdown}. As in a JVM of its own,
 * {@code shutdown} belongs to the agent's thread, when its work has ended, or to another one, when three quarters of the grace
 * of a stop have passed and it has not; the first to claim it cleans up.
 */
final class SharedRun implements Runnable {

    private final Spawn spawn;
    private final SharedProgram program;
    private final Residents residents;
    private final SafePoint safePoint;
    private final SharedContext context;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Agent instance;
    private boolean cleaning; // guarded by this
    private boolean working = true; // guarded by this
    private @Nullable Failure cleaningFailure; // guarded by this
    private long stepsSaid; // of the thread that looks

    SharedRun(Spawn spawn, SharedProgram program, Residents residents, NewsDesk news, Turns turns) {
        this.spawn = spawn;
        this.program = program;
        this.residents = residents;
        this.safePoint = new SafePoint(spawn.agent(), news, turns);
        this.context = new SharedContext(spawn, safePoint);
    }

    int agent() {
        return spawn.agent();
    }

    String name() {
        return spawn.name();
    }

    void start(ThreadFactory threads) {
        Thread made = threads.newThread(this);
        made.setName(spawn.name());
        thread = made;
        made.start();
    }

    /** Its thread, until that has ended. */
    @Nullable
    Thread thread() {
        return thread;
    }

    @Override
    public void run() {
        ClassLoader loader = program.takeLoader();
        try {
            Thread.currentThread().setContextClassLoader(loader);
            Ended end = live(loader);
            residents.leave(this);
            safePoint.sayOver(end);
        } finally {
            program.release(loader);
            thread = null;
        }
    }

    private Ended live(ClassLoader loader) {
        try {
            Agent agent = program.instantiate(loader);
            instance = agent;
            agent.initialize(context);
            safePoint.say(new Started(spawn.agent()));
            agent.execute(context);
            return cleanedUp(null);
        } catch (NotLoadableException failure) {
            return new Ended(spawn.agent(), Outcome.NOT_LOADABLE, List.of(new Failure("", failure.reason(), "")));
        } catch (Throwable thrown) {
            return cleanedUp(failure(thrown));
        }
    }

    /** What was thrown, unless it is how work ends after a stop was requested. */
    private @Nullable Failure failure(Throwable thrown) {
        if (safePoint.stop() != null && OrderlyEnd.isCausedBy(thrown)) {
            return null;
        }
        try {
            Thrown words = Thrown.of(thrown);
            System.err.print("Exception in agent \"" + spawn.name() + "\" " + words.stackTrace());
            return new Failure(words.type(), words.message(), words.stackTrace());
        } catch (Throwable ofItsOwn) {
            return new Failure(thrown.getClass().getName(), "", "");
        }
    }

    /** The end of work that ended so: after {@code shutdown}, whoever calls it. */
    private Ended cleanedUp(@Nullable Failure ofWork) {
        Failure ofCleaning = claimCleaning() ? cleanUp() : awaitCleaning();
        List<Failure> failures =
                Stream.of(ofWork, ofCleaning).flatMap(Stream::ofNullable).toList();
        return new Ended(spawn.agent(), failures.isEmpty() ? Outcome.WELL : Outcome.FAILED, failures);
    }

    private @Nullable Failure cleanUp() {
        Thread.interrupted();
        Agent agent = instance;
        try {
            if (agent != null) {
                agent.shutdown(context);
            }
            return null;
        } catch (Throwable thrown) {
            return failure(thrown);
        }
    }

    private synchronized boolean claimCleaning() {
        boolean claimed = !cleaning;
        cleaning = true;
        working = !claimed;
        return claimed;
    }

    private synchronized @Nullable Failure awaitCleaning() {
        while (working) {
            try {
                wait();
            } catch (InterruptedException tooLate) {
                // The work has ended already; what there is to wait for has a bound of the supervisor's.
            }
        }
        return cleaningFailure;
    }

    // On the thread that hears the supervisor.

    void stop(StopOrder order) {
        safePoint.stop(order);
    }

    void rank(int level, int weight) {
        safePoint.rank(level, weight);
    }

    void pause(long epoch) {
        safePoint.pause(epoch);
    }

    void resume(long epoch) {
        safePoint.resume(epoch);
    }

    void deliver(Message message) {
        safePoint.deliver(message);
    }

    /** Interrupts work that has not ended. */
    synchronized void interrupt() {
        Thread worker = thread;
        if (!cleaning && worker != null) {
            worker.interrupt();
        }
    }

    /** Cleans up, on a thread of its own, although the work has not ended. */
    void cleanUp(ThreadFactory threads) {
        synchronized (this) {
            if (cleaning) {
                return;
            }
            cleaning = true;
        }
        threads.newThread(() -> {
                    Failure failure = cleanUp();
                    synchronized (this) {
                        cleaningFailure = failure;
                        working = false;
                        notifyAll();
                    }
                })
                .start();
    }

    /** Its time is over: it counts as ended, and its thread is left to itself. Whether it has not ended by itself before. */
    boolean abandon() {
        safePoint.stop(StopOrder.of("the supervisor waits no longer", StopOrder.TERMINATED, 0));
        boolean first = safePoint.sayOver(new Ended(spawn.agent(), Outcome.ABANDONED, List.of()));
        Thread worker = thread;
        if (worker != null) {
            worker.interrupt();
        }
        return first;
    }

    /** Says what has changed since the last time. */
    void sayNews() {
        long steps = context.steps();
        if (steps != stepsSaid) {
            stepsSaid = steps;
            safePoint.say(new Progress(spawn.agent(), steps));
        }
        safePoint.sayLost();
    }
}
