package io.agentropic.pool;

import io.agentropic.fence.FenceException;
import io.agentropic.fence.Fencing;
import io.agentropic.gateway.Gateway;
import io.agentropic.launch.ChildLauncher;
import io.agentropic.launch.LaunchException;
import io.agentropic.launch.Lodgings;
import io.agentropic.limits.LimitRefusedException;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.WarmPoolStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps workers that wait: some for any agent whose kind was asked for before, and one each for agents that keep one for
 * themselves. One thread makes them and clears them away, one after the other, and makes none while agents start or memory
 * is short. Any thread may use it.
 */
public final class WarmPool implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(WarmPool.class);

    private final WarmPoolConfig config;
    private final Workshop workshop;
    // All of these are guarded by this.
    private final Stock<WarmWorker> stock;
    private final Starts starts = new Starts();
    private final Tally tally = new Tally();
    private final Deque<Remains> remains = new ArrayDeque<>();
    private @Nullable Thread thread;
    private @Nullable Relay coming;
    private boolean draining;
    private boolean closing;
    private boolean tight;
    private long lookAt = System.nanoTime();
    private long makeFrom = System.nanoTime();
    private long number;

    /** What the thread does next. */
    private sealed interface Task {
        /** Clears one away. */
        record Clear(Remains remains) implements Task {}

        /** Makes one. */
        record Make(Stock.Order order, long number, Relay relay) implements Task {}

        /** Waits for so long, or until something happens. */
        record Rest(long nanos) implements Task {}

        /** Nothing any more. */
        record End() implements Task {}
    }

    /** A pool in which nothing waits yet. */
    public WarmPool(WarmPoolConfig config, Fencing fences, Gateway gateway, ChildLauncher launcher, Lodgings lodgings) {
        this.config = config;
        this.stock = new Stock<>(config);
        this.workshop = new Workshop(fences, gateway, launcher, lodgings);
    }

    /** Whether an agent like this one may get a worker from here, as far as its level allows one. */
    public boolean serves(AgentSpec spec) {
        return config.size() > 0 || spec.supervision().standby();
    }

    /** An agent of this kind will be started: workers are made for those that follow. */
    public synchronized void demand(Recipe recipe) {
        if (!draining && stock.demand(recipe, System.nanoTime())) {
            stir();
        }
    }

    /** From now on one worker is kept ready for this agent alone. */
    public synchronized void keep(String agent, Recipe recipe) {
        if (!draining) {
            stock.keep(agent, recipe);
            stir();
        }
    }

    /** No worker is kept for this agent any more. */
    public synchronized void release(String agent) {
        stock.release(agent);
        notifyAll();
    }

    /** An agent starts; what is returned is to be called when it has, or never will. */
    public synchronized Runnable starting() {
        Starts.Start start = starts.begin(System.nanoTime());
        return () -> {
            synchronized (this) {
                starts.end(start, System.nanoTime());
                notifyAll();
            }
        };
    }

    /**
     * A worker for this agent, held to its limits, which were all set again and read back. It is the caller's from now on.
     * Empty when none waits that is fit for it; those that were found unfit are ended.
     */
    public Optional<WarmWorker> claim(Recipe recipe, String agent) {
        demand(recipe);
        for (Optional<WarmWorker> next = take(recipe, agent); next.isPresent(); next = take(recipe, agent)) {
            WarmWorker worker = next.get();
            try {
                worker.affirm(recipe.request().limits());
                count(true);
                return next;
            } catch (FenceException | LimitRefusedException | LimitUnavailableException e) {
                LOG.info(
                        "waiting worker {} is not given to agent '{}': {}",
                        worker.child().pid(),
                        agent,
                        e.getMessage());
                discard(worker);
            }
        }
        count(false);
        return Optional.empty();
    }

    private synchronized Optional<WarmWorker> take(Recipe recipe, String agent) {
        return draining ? Optional.empty() : stock.take(recipe.profile(), agent);
    }

    private synchronized void count(boolean hit) {
        if (hit) {
            tally.hit();
        } else {
            tally.miss();
        }
    }

    /** Ends a worker that was claimed and became no agent. */
    public synchronized void discard(WarmWorker worker) {
        tally.foundUnfit();
        remains.add(worker.remains());
        stir();
    }

    /** How the pool does at this moment. */
    public synchronized WarmPoolStatus status() {
        return tally.status(config.size(), stock.waiting(), stock.standbys());
    }

    private synchronized void stir() {
        if (thread == null) {
            thread = Thread.ofPlatform().name("agentropic-warm-pool").daemon().start(this::run);
        }
        notifyAll();
    }

    private void run() {
        try {
            for (Task task = next(); !(task instanceof Task.End); task = next()) {
                switch (task) {
                    case Task.Clear(Remains left) -> clear(left);
                    case Task.Make make -> make(make);
                    case Task.Rest _, Task.End _ -> {}
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("the thread of the warm pool was interrupted; no worker waits from here on");
        }
    }

    private synchronized Task next() throws InterruptedException {
        Task task = decide(System.nanoTime());
        while (task instanceof Task.Rest(long nanos)) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
            task = decide(System.nanoTime());
        }
        return task;
    }

    private synchronized Task decide(long now) {
        sweep(now);
        Remains left = remains.poll();
        if (left != null) {
            return new Task.Clear(left);
        }
        if (closing) {
            return new Task.End();
        }
        long untilLook = stock.isEmpty() && !tight ? Long.MAX_VALUE : lookAt - now;
        Optional<Stock.Order> order = tight || draining ? Optional.empty() : stock.missing();
        if (order.isEmpty()) {
            return new Task.Rest(untilLook);
        }
        long untilMake = Math.max(starts.quietIn(now), makeFrom - now);
        if (untilMake > 0) {
            return new Task.Rest(Math.min(untilMake, untilLook));
        }
        coming = new Relay(this::wake);
        return new Task.Make(order.get(), ++number, coming);
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** Takes out of the stock what is not to stay there. */
    private void sweep(long now) {
        stock.takeEnded().forEach(worker -> {
            tally.foundUnfit();
            remains.add(worker.remains());
        });
        evict(stock.takeUnwanted(now));
        if (now - lookAt >= 0) {
            tight = MemoryPressure.now();
            lookAt = now + (tight ? LOOK_AGAIN : LOOK).toNanos();
            evict((tight ? stock.takeAny() : stock.takeSurplus(now)).stream().toList());
        }
    }

    private void evict(List<WarmWorker> workers) {
        workers.forEach(worker -> {
            tally.evicted();
            remains.add(worker.remains());
        });
    }

    private static void clear(Remains left) {
        if (!left.clear()) {
            LOG.error("a waiting worker stays behind until the supervisor ends");
        }
    }

    private void make(Task.Make make) {
        long began = System.nanoTime();
        try {
            WarmWorker made = workshop.make(make.order().recipe(), make.number(), make.relay(), this::leave);
            synchronized (this) {
                if (draining) {
                    remains.add(made.remains());
                } else {
                    tally.refilled(Duration.ofNanos(System.nanoTime() - began));
                    stock.put(made, make.order().owner());
                }
            }
        } catch (LaunchException | FenceException | LimitUnavailableException e) {
            failed(e);
        }
    }

    private synchronized void leave(Remains left) {
        remains.add(left);
    }

    private synchronized void failed(RuntimeException e) {
        if (!draining) {
            LOG.warn("no worker could be made to wait: {}", e.getMessage());
            makeFrom = System.nanoTime() + AFTER_FAILURE.toNanos();
        }
    }

    /** Ends all that wait; none is made any more. Returns at once. */
    public synchronized void drain() {
        draining = true;
        if (coming != null) {
            coming.end();
        }
        stock.takeAll().forEach(worker -> remains.add(worker.remains()));
        notifyAll();
    }

    /** {@link #drain()}, then waits until nothing of them is left. Idempotent. */
    @Override
    public void close() {
        drain();
        @Nullable Thread running;
        synchronized (this) {
            closing = true;
            running = thread;
            notifyAll();
        }
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
