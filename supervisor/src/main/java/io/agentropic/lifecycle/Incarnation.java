package io.agentropic.lifecycle;

import io.agentropic.cgroup.Strain;
import io.agentropic.confine.AgentUser;
import io.agentropic.exit.Identity;
import io.agentropic.exit.LifeRecord;
import io.agentropic.exit.OwnAction;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.ipc.Token;
import io.agentropic.launch.GatedChild;
import io.agentropic.launch.Launch;
import io.agentropic.launch.LaunchException;
import io.agentropic.launch.Lodging;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.JvmSizing;
import io.agentropic.logs.AgentLogs;
import io.agentropic.namespace.Namespace;
import io.agentropic.namespace.NamespaceProof;
import io.agentropic.syscall.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Token token = Token.random();
    private final WorkerLine line = new WorkerLine();
    private final Standstill standstill = new Standstill();

    private @Nullable ScheduledLife scheduled;
    private @Nullable Fence fence;
    private @Nullable Lodging lodging;
    private @Nullable GatedChild child;
    private @Nullable Identity identity;
    /** Of a worker that was identified. */
    private @Nullable Long workerPid;

    private @Nullable DataSize heap;
    private boolean gone;
    /** Told when it has started, or will not. */
    private Runnable settled = () -> {};

    Incarnation(long number, Instant startedAt, AgentLogs.Mark logMark) {
        this.number = number;
        this.startedAt = startedAt;
        this.logMark = logMark;
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
        Optional<Handover.Taken> taken = agent.handover().take(number);
        if (taken.isPresent()) {
            fence = taken.get().fence();
            lodging = taken.get().lodging();
            identity = taken.get().identity();
            held(taken.get().child(), agent);
        } else {
            start(agent);
        }
    }

    private void held(GatedChild process, AgentLife agent) {
        child = process;
        var _ = process.onExit().thenAccept(code -> agent.inbox().put(new Signal.Exited(number, code)));
    }

    private void start(AgentLife agent) {
        Services services = agent.services();
        var request = services.fenceRequest(agent.spec(), number);
        Fence made = services.fences().prepare(request);
        fence = made;
        Lodging own = services.lodgings()
                .take(agent.name(), number, agent.spec().isolation().level());
        lodging = own;
        GatedChild started = services.launcher()
                .launch(
                        Launch.of(agent.spec(), agent.program()),
                        made,
                        services.fences().marker(request),
                        agent.logs(),
                        own);
        child = started;
        identity = Identity.of(started.pid(), made);
        services.gateway()
                .expect(
                        token,
                        started.workerPid(),
                        own.user().map(AgentUser::uid),
                        new Listener(number, agent.inbox(), agent.companion()));
        held(started, agent);
        started.open(token);
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

    /** What it has to itself; {@code null} before that was made. */
    @Nullable
    Lodging lodging() {
        return lodging;
    }

    Token token() {
        return token;
    }

    @Nullable
    Fence fence() {
        return fence;
    }

    /** How far its heap may grow, as it was told at its start; {@code null} when it was told nothing. */
    @Nullable
    DataSize heap() {
        return heap;
    }

    @Nullable
    GatedChild child() {
        return child;
    }

    @Nullable
    Long pid() {
        return workerPid != null || child == null ? workerPid : Long.valueOf(child.pid());
    }

    @Nullable
    Identity identity() {
        return identity;
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
        return line;
    }

    /**
     * Finds out which process the worker is that has just connected, and makes sure that it is as enclosed as its level
     * says. Where it is not in a pid namespace of its own, both were settled before it was let through its gate.
     *
     * @throws FenceException when it is not to be found, or not enclosed
     */
    void identify(Set<Namespace> shared) {
        if (fence == null || child == null || child.numberInside().isEmpty()) {
            return;
        }
        long pid = fence.recognize(child.numberInside().getAsLong());
        List<String> missing = NamespaceProof.missing(pid, shared);
        if (!missing.isEmpty()) {
            throw new FenceException("process " + pid + " is not enclosed: " + String.join(", ", missing));
        }
        workerPid = pid;
        identity = Identity.of(pid, fence);
    }

    /** Its main process is gone. */
    void gone() {
        gone = true;
        settled.run();
    }

    /** Asks the JVM to write what its threads do to its standard output; one that was stopped runs again for it. */
    void askForThreadDump(Instant now) {
        if (fence != null && !gone) {
            fence.signal(Signals.SIGQUIT);
            fence.signal(Signals.SIGCONT);
            record.acted(now, "asked for a thread dump");
        }
    }

    /** What holds it up, counted since it began. */
    Strain strain() {
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
        return fence != null && standstill.begin(holder, fence, timeout);
    }

    /** Takes back a freeze that was not confirmed; {@code false} when that is not confirmed in time either. */
    boolean takeBackFreeze(Duration timeout) {
        return fence == null || fence.thaw(timeout);
    }

    /** Lets its processes run again, as far as this holder goes; returns how long they stood still, zero if they still do. */
    Duration thaw(Standstill.Holder holder, Duration timeout) {
        return fence == null ? Duration.ZERO : standstill.end(holder, fence, timeout);
    }

    /** Asks the main process to end as a service manager does; one that somebody has stopped runs on for it. */
    void terminate(Instant now) {
        if (fence != null && !gone) {
            fence.signal(Signals.SIGTERM);
            fence.signal(Signals.SIGCONT);
            record.acted(now, "sent SIGTERM");
        }
    }

    /** Kills every process of it; noted as the cause only while the main process lives. */
    void kill(Instant now, String why) {
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
