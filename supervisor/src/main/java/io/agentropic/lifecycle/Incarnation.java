package io.agentropic.lifecycle;

import io.agentropic.cgroup.Strain;
import io.agentropic.exit.LifeRecord;
import io.agentropic.exit.OwnAction;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.gateway.WorkerChannel;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.Token;
import io.agentropic.launch.GatedChild;
import io.agentropic.launch.LaunchException;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.JvmSizing;
import io.agentropic.logs.AgentLogs;
import io.agentropic.syscall.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One spawned life of an agent: its process, its fence, the way to its worker, and what is noted of it. Owned by the
 * agent's thread.
 */
final class Incarnation {

    private final long number;
    private final Instant startedAt;
    private final long startedNanos = System.nanoTime();
    private final LifeRecord record = new LifeRecord();
    private final AgentLogs.Mark logMark;
    private final Path crashFile;
    private final Token token = Token.random();

    private @Nullable Fence fence;
    private @Nullable GatedChild child;
    private @Nullable WorkerChannel channel;
    private @Nullable DataSize heap;
    private boolean hungUp;
    private boolean gone;

    private long enteredNanos;
    private boolean frozen;
    private long frozenSince;
    private long frozenNanos;

    Incarnation(long number, Instant startedAt, AgentLogs.Mark logMark, Path crashFile) {
        this.number = number;
        this.startedAt = startedAt;
        this.logMark = logMark;
        this.crashFile = crashFile;
    }

    /**
     * Starts the process inside its fence and opens its gate. Whatever was made before a failure is held here, for
     * {@link Finishing} to clear away.
     *
     * @throws LaunchException or FenceException or LimitUnavailableException when a step fails
     */
    void launch(AgentLife agent) {
        Services services = agent.services();
        heap = JvmSizing.of(
                        agent.spec().isolation().limits(), agent.spec().jvm().maxHeap())
                .heap();
        var request = services.fenceRequest(agent.spec(), number);
        Fence made = services.fences().prepare(request);
        fence = made;
        GatedChild started = services.launcher()
                .launch(
                        agent.spec(),
                        agent.program(),
                        made,
                        services.fences().marker(request),
                        agent.logs(),
                        crashFile);
        child = started;
        services.gateway().expect(token, started.pid(), new Listener(number, agent.inbox()));
        var _ = started.onExit().thenAccept(code -> agent.inbox().put(new Signal.Exited(number, code)));
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

    Path crashFile() {
        return crashFile;
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
        return child == null ? null : child.pid();
    }

    void connected(WorkerChannel channel) {
        this.channel = channel;
    }

    void hungUp() {
        hungUp = true;
    }

    /** Whether everything the worker ever said was heard. */
    boolean heardAll() {
        return channel == null || hungUp;
    }

    /** Its main process is gone. */
    void gone() {
        gone = true;
    }

    /** Steers the worker, where one is connected. */
    void tell(SupervisorMessage message) {
        if (channel != null) {
            channel.send(message);
        }
    }

    /** Hands over a message that agents cause, unless the worker reads too slowly. */
    boolean offer(SupervisorMessage message) {
        return channel != null && channel.offer(message);
    }

    /** Reads from the worker again, after the inbox was full. */
    void resumeReading() {
        if (channel != null) {
            channel.resumeReading();
        }
    }

    void hangUp() {
        if (channel != null) {
            channel.close();
        }
    }

    boolean isConnected() {
        return channel != null && !hungUp;
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

    /** Keeps in mind what holds it up, some seconds apart, for the report at its end. */
    void noteStrain() {
        long now = System.nanoTime();
        if (record.wantsStrain(now)) {
            record.strained(now, strain());
        }
    }

    /** It has started: from here its run time counts. */
    void entered() {
        record.started();
        enteredNanos = System.nanoTime();
    }

    /** How long its code has run, pauses not counted; zero before it was entered. */
    Duration ranFor() {
        if (!record.hasStarted()) {
            return Duration.ZERO;
        }
        long now = System.nanoTime();
        long paused = frozenNanos + (frozen ? now - frozenSince : 0);
        return Duration.ofNanos(now - enteredNanos - paused);
    }

    /** How long the process has lived. */
    Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Makes every process of it stand still; {@code false} when that was not confirmed in time. */
    boolean freeze(Duration timeout) {
        if (fence == null || !fence.freeze(timeout)) {
            return false;
        }
        frozen = true;
        frozenSince = System.nanoTime();
        return true;
    }

    /** Lets its processes run again; returns how long they stood still. */
    Duration thaw(Duration timeout) {
        if (!frozen || fence == null) {
            return Duration.ZERO;
        }
        if (!fence.thaw(timeout)) {
            throw new FenceException("the processes of pid " + pid() + " did not run again within " + timeout);
        }
        frozen = false;
        long stood = System.nanoTime() - frozenSince;
        frozenNanos += stood;
        return Duration.ofNanos(stood);
    }

    /** Asks the main process to end as a service manager does. */
    void terminate(Instant now) {
        if (fence != null && !gone) {
            fence.signal(Signals.SIGTERM);
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
