package io.agentropic.lifecycle;

import io.agentropic.cgroup.Strain;
import io.agentropic.exit.Identity;
import io.agentropic.exit.LifeRecord;
import io.agentropic.exit.OwnAction;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.launch.LaunchException;
import io.agentropic.launch.Lodging;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.JvmSizing;
import io.agentropic.logs.AgentLogs;
import io.agentropic.syscall.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One spawned life of an agent: its process, its fence, the way to its worker, and what is noted of it. Owned by the
 * agent's thread.
 */
final class Incarnation {

    private final long number;
    private final Instant startedAt;
    private final LifeClock clock = new LifeClock();
    private final LifeRecord record = new LifeRecord();
    private final AgentLogs.Mark logMark;
    private final Standstill standstill = new Standstill();

    private Embodiment embodiment;
    /** Whether it is started by itself, as a worker that it took over was lost. */
    private boolean byItself;

    private @Nullable ScheduledLife scheduled;
    private @Nullable DataSize heap;
    private boolean gone;
    /** Told when it has started, or will not. */
    private Runnable settled = () -> {};

    Incarnation(long number, Instant startedAt, AgentLogs.Mark logMark) {
        this.number = number;
        this.startedAt = startedAt;
        this.logMark = logMark;
        this.embodiment = new Embodiment(number);
    }

    /**
     * Takes over a worker that waits; where there is none, starts the process inside its fence and opens its gate. Whatever
     * was made before a failure is held here, for {@link Finishing} to clear away.
     *
     * @throws LaunchException or FenceException or LimitUnavailableException when a step fails
     */
    void launch(AgentLife agent) {
        settled = agent.services().pool().starting();
        heap = JvmSizing.of(
                        agent.spec().isolation().limits(), agent.spec().jvm().maxHeap())
                .heap();
        agent.services().levels().require(agent.spec(), agent.program());
        if (byItself || !embodiment.takeOver(agent)) {
            embodiment.start(agent);
        }
    }

    /**
     * The worker that it took over has ended. Where no code of the agent's can have run in it, this life begins anew, with a
     * process of its own.
     *
     * @return whether it can; else it is over
     */
    boolean beginAnew(AgentLife agent) {
        Optional<Handover.Taken> lost = embodiment.unentered();
        lost.ifPresent(taken -> {
            agent.handover().lost(taken);
            settled.run();
            embodiment = new Embodiment(number);
            byItself = true;
        });
        return lost.isPresent();
    }

    long number() {
        return number;
    }

    Instant startedAt() {
        return startedAt;
    }

    LifeRecord record() {
        return record;
    }

    AgentLogs.Mark logMark() {
        return logMark;
    }

    /** What it lives in. */
    Embodiment embodiment() {
        return embodiment;
    }

    @Nullable
    Lodging lodging() {
        return embodiment.lodging();
    }

    @Nullable
    Fence fence() {
        return embodiment.fence();
    }

    /** How far its heap may grow, as it was told at its start; {@code null} when it was told nothing. */
    @Nullable
    DataSize heap() {
        return heap;
    }

    @Nullable
    Long pid() {
        return embodiment.pid();
    }

    @Nullable
    Identity identity() {
        return embodiment.identity();
    }

    /** As the scheduler sees it; the same one each time. */
    ScheduledLife scheduled(AgentView view, Inbox inbox) {
        ScheduledLife known = scheduled;
        if (known == null) {
            known = new ScheduledLife(this, view, inbox);
            scheduled = known;
        }
        return known;
    }

    /** The way to its worker. */
    WorkerLine line() {
        return embodiment.line();
    }

    /** Its main process is gone. */
    void gone() {
        gone = true;
        settled.run();
    }

    /** Asks the JVM to write what its threads do to its standard output; one that was stopped runs again for it. */
    void askForThreadDump(Instant now) {
        Fence fence = fence();
        if (fence != null && !gone) {
            fence.signal(Signals.SIGQUIT);
            fence.signal(Signals.SIGCONT);
            record.acted(now, "asked for a thread dump");
        }
    }

    /** What holds it up, counted since it began. */
    Strain strain() {
        Fence fence = fence();
        try {
            return fence == null ? Strain.NONE : fence.strain();
        } catch (FenceException unreadable) {
            return Strain.NONE;
        }
    }

    /** What holds it up, the scheduler included; any thread may ask. */
    Supplier<Strain> strainOf(Fence around) {
        return () -> around.strain().heldBack(standstill.heldBack(), standstill.heldBackNow());
    }

    /** It has started: from here its run time counts. */
    void entered() {
        record.started();
        settled.run();
        clock.entered();
    }

    /** How long its code has run, time in which it stood still not counted; zero before it was entered. */
    Duration ranFor() {
        return clock.ranFor(standstill);
    }

    /** How long the process has lived. */
    Duration uptime() {
        return clock.uptime();
    }

    boolean isFrozen() {
        return standstill.inForce();
    }

    /** Whether its user, or its group's, has it stand still. */
    boolean isPaused() {
        return standstill.inForce(Standstill.Holder.PAUSE);
    }

    /** Makes every process of it stand still; {@code false} when that was not confirmed in time. */
    boolean freeze(Standstill.Holder holder, Duration timeout) {
        Fence fence = fence();
        return fence != null && standstill.begin(holder, fence, timeout);
    }

    /** Takes back a freeze that was not confirmed; {@code false} when that is not confirmed in time either. */
    boolean takeBackFreeze(Duration timeout) {
        Fence fence = fence();
        return fence == null || fence.thaw(timeout);
    }

    /** Lets its processes run again, as far as this holder goes; returns how long they stood still, zero if they still do. */
    Duration thaw(Standstill.Holder holder, Duration timeout) {
        Fence fence = fence();
        return fence == null ? Duration.ZERO : standstill.end(holder, fence, timeout);
    }

    /** Asks the main process to end as a service manager does; one that somebody has stopped runs on for it. */
    void terminate(Instant now) {
        Fence fence = fence();
        if (fence != null && !gone) {
            fence.signal(Signals.SIGTERM);
            fence.signal(Signals.SIGCONT);
            record.acted(now, "sent SIGTERM");
        }
    }

    /** Kills every process of it; noted as the cause only while the main process lives. */
    void kill(Instant now, String why) {
        Fence fence = fence();
        if (fence == null) {
            return;
        }
        if (!gone) {
            record.killed();
            record.acted(now, "killed: " + why);
        }
        fence.kill();
    }

    /** Notes what the supervisor begins to do to it. */
    void blame(OwnAction action, Instant now, String what) {
        record.blame(action);
        record.acted(now, what);
    }
}
