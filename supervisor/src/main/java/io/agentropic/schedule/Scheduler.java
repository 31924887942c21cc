package io.agentropic.schedule;

import io.agentropic.limits.Enforcement;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.spec.InvalidSpecException;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the policy and gives running agents what it plans. Its thread is there only while the policy wants to be asked again:
 * fair share has none. Only agents that run are known to it, so that it never touches one that starts or is being stopped. Any
 * thread may use it.
 */
public final class Scheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    private final Processors processors;
    private final Choice choice;
    private final Consumer<String> tell;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** In the order in which they began to run; guarded by the lock. */
    private final Map<Schedulable, Member> members = new LinkedHashMap<>();
    /** Guarded by the lock, as all below. */
    private SchedulingConfig config;

    private SchedulingPolicy policy;
    private String note = "";
    /** Hear of settings that came into force. */
    private final List<Consumer<SchedulingConfig>> followers = new CopyOnWriteArrayList<>();

    private boolean dirty;
    private boolean closed;
    private @Nullable Thread thread;

    private final Readings readings;
    /** What the policy wanted last; owned by the thread. */
    private @Nullable Duration pause;

    /**
     * A scheduler without agents.
     *
     * @param enforcement what happens when a policy that was asked for cannot take effect here
     * @param tell hears what users should know
     * @throws InvalidSpecException when the settings are wrong
     * @throws LimitUnavailableException when the policy cannot take effect here, under strict enforcement
     */
    public Scheduler(SchedulingConfig config, Processors processors, Enforcement enforcement, Consumer<String> tell) {
        this(config, processors, enforcement, tell, System::nanoTime);
    }

    /** With a clock in nanoseconds that never goes back. */
    Scheduler(
            SchedulingConfig config,
            Processors processors,
            Enforcement enforcement,
            Consumer<String> tell,
            LongSupplier nanoTime) {
        this.processors = processors;
        this.choice = new Choice(processors, enforcement);
        this.tell = tell;
        this.nanoTime = nanoTime;
        this.readings = new Readings(processors.used());
        this.config = config;
        this.policy = choice.policy(config);
        this.note = choice.shortfall(config);
    }

    /** What it has given an agent, and what it knew of it last; owned by the thread. */
    private static final class Member {
        private final Readings.Of reading;
        private Share given = Share.OWN;

        private Member(Schedulable agent) {
            this.reading = new Readings.Of(agent);
        }
    }

    /** The agent runs from now on. */
    public void join(Schedulable agent) {
        locked(() -> members.put(agent, new Member(agent)));
    }

    /** The agent runs no more, or is being stopped; what it was given is its own affair from now on. */
    public void leave(Schedulable agent) {
        locked(() -> members.remove(agent));
    }

    /** Something about an agent has changed. */
    public void look() {
        locked(() -> {});
    }

    /**
     * Goes on with other settings; who stood still under those before runs.
     *
     * @throws InvalidSpecException when they are wrong; then nothing changes
     * @throws LimitUnavailableException when the policy cannot take effect here, under strict enforcement; then nothing changes
     */
    public void use(SchedulingConfig other) {
        SchedulingPolicy next = choice.policy(other);
        locked(() -> {
            config = other;
            policy = next;
            note = choice.shortfall(other);
        });
        followers.forEach(follower -> follower.accept(other));
        tell.accept("scheduling: " + other.policyWord() + (status().note().isEmpty() ? "" : "; " + status().note()));
    }

    /** Tells {@code follower} of all settings that come into force from now on, on the thread that sets them. */
    public void follow(Consumer<SchedulingConfig> follower) {
        followers.add(follower);
    }

    /** The settings in force. */
    public SchedulerStatus status() {
        lock.lock();
        try {
            return new SchedulerStatus(config, note);
        } finally {
            lock.unlock();
        }
    }

    /** Whether its thread is there: the policy wants to be asked again, or is being asked. */
    boolean ticks() {
        lock.lock();
        try {
            return thread != null;
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            if (closed) {
                return;
            }
            dirty = true;
            changed.signalAll();
            if (thread == null) {
                thread = Thread.ofVirtual().name("scheduler").start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            @Nullable Duration again = round();
            while (goesOn(again)) {
                again = round();
            }
        } catch (InterruptedException e) {
            LOG.error("the scheduler was interrupted; agents keep what they have", e);
        }
    }

    /** Waits until it is time for another round; {@code false} when there is none to come, and the thread ends. */
    private boolean goesOn(@Nullable Duration again) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = again == null ? 0 : again.toNanos();
            while (!dirty && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            boolean more = !closed && (dirty || again != null);
            if (!more) {
                thread = null;
            }
            return more;
        } finally {
            lock.unlock();
        }
    }

    /** One question and what follows from it; answers when to ask again. */
    private @Nullable Duration round() {
        Map<Schedulable, Member> present;
        SchedulingPolicy asked;
        SchedulingConfig settings;
        boolean news;
        lock.lock();
        try {
            present = new LinkedHashMap<>(members);
            asked = policy;
            settings = config;
            news = dirty;
            dirty = false;
        } finally {
            lock.unlock();
        }
        long now = nanoTime.getAsLong();
        if (asked.watches() && !tookReadings(present.values(), asked, news, now)) {
            return pause;
        }
        Snapshot snapshot = snapshot(present, now);
        Plan plan = plan(asked, snapshot);
        Iterator<RunningAgent> seen = snapshot.agents().iterator();
        present.forEach(
                (agent, member) -> give(agent, member, plan.of(seen.next().name()), settings.preemption()));
        pause = plan.again();
        return plan.again();
    }

    /** Reads what there is to know; {@code false} when nobody has to be asked, since none can be in another's way. */
    private boolean tookReadings(Collection<Member> present, SchedulingPolicy asked, boolean news, long now) {
        List<Readings.Of> running = present.stream()
                .filter(member -> !member.given.frozen())
                .map(member -> member.reading)
                .toList();
        boolean frozen = running.size() < present.size();
        if (frozen && Readings.readFew(running, now)) {
            return true;
        }
        Readings.Together together = readings.together(now);
        boolean ours = !(asked instanceof Guard);
        if (ours && !news && !frozen && together.little()) {
            return false;
        }
        Readings.read(running, together, now);
        return true;
    }

    private Snapshot snapshot(Map<Schedulable, Member> present, long now) {
        List<RunningAgent> seen = present.entrySet().stream()
                .map(entry -> seen(entry.getKey(), entry.getValue()))
                .toList();
        return new Snapshot(
                now, processors.cores(), processors.withoutController().isEmpty(), seen);
    }

    private static RunningAgent seen(Schedulable agent, Member member) {
        return agent.seen(member.reading.cpuTime(), member.given.frozen());
    }

    /** A policy of ours that fails is a fault of ours: the same follows as for one of somebody else's that was given up. */
    private Plan plan(SchedulingPolicy asked, Snapshot snapshot) {
        try {
            Plan plan = asked.plan(snapshot);
            if (asked instanceof Guard guard) {
                guard.givenUp().ifPresent(why -> fallBack(asked, why));
            }
            return plan;
        } catch (RuntimeException e) {
            LOG.error("the scheduling policy failed", e);
            fallBack(asked, "the scheduling policy failed (" + e + "); fair share has taken its place");
            return Plan.OWN;
        }
    }

    private void fallBack(SchedulingPolicy from, String why) {
        lock.lock();
        try {
            if (policy.equals(from)) {
                config = config.withPolicy(Policies.FAIR_SHARE);
                policy = new FairShare();
                note = why;
                dirty = true;
            }
        } finally {
            lock.unlock();
        }
        tell.accept(why);
    }

    private static void give(Schedulable agent, Member member, Share share, Preemption how) {
        if (!share.equals(member.given)) {
            member.given = share;
            agent.give(share, how);
        }
    }

    /** Gives nothing any more; who stands still is let go by whoever stops it. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
