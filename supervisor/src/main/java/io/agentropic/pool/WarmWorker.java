package io.agentropic.pool;

import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.gateway.WorkerListener;
import io.agentropic.launch.GatedChild;
import io.agentropic.launch.LaunchException;
import io.agentropic.launch.LaunchProfile;
import io.agentropic.launch.Lodging;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.logs.AgentLogs;
import io.agentropic.program.FileStamps;

/**
 * A worker that waits to be told what to run: a process, its fence, its connection, the files that its output goes to, and
 * what it has to itself. It belongs to the pool, and then to the agent that has claimed it.
 */
public final class WarmWorker implements Stocked {

    private final LaunchProfile profile;
    private final GatedChild child;
    private final Fence fence;
    private final Lodging lodging;
    private final AgentLogs logs;
    private final Relay relay;
    private final FileStamps stamps;
    private final long sinceNanos;

    WarmWorker(
            LaunchProfile profile,
            GatedChild child,
            Fence fence,
            Lodging lodging,
            AgentLogs logs,
            Relay relay,
            FileStamps stamps,
            long sinceNanos) {
        this.profile = profile;
        this.child = child;
        this.fence = fence;
        this.lodging = lodging;
        this.logs = logs;
        this.relay = relay;
        this.stamps = stamps;
        this.sinceNanos = sinceNanos;
    }

    @Override
    public LaunchProfile profile() {
        return profile;
    }

    @Override
    public long sinceNanos() {
        return sinceNanos;
    }

    @Override
    public boolean waits() {
        return relay.waits() && !child.onExit().isDone();
    }

    /**
     * Passes when it can become an agent with these limits, which then hold.
     *
     * @throws FenceException when it cannot, apart from what {@link Fence#affirm} throws
     */
    void affirm(ResourceLimits limits) {
        if (!stamps.areCurrent()) {
            throw new FenceException("a file of its class path has changed since it started");
        }
        fence.affirm(limits);
        if (!waits()) {
            throw new FenceException("it has ended");
        }
    }

    /** What is to be cleared away when it becomes no agent. */
    Remains remains() {
        return new Remains(fence, lodging);
    }

    /** Its process. */
    public GatedChild child() {
        return child;
    }

    /** What holds it. */
    public Fence fence() {
        return fence;
    }

    /** What it has to itself. */
    public Lodging lodging() {
        return lodging;
    }

    /** Where its output goes. */
    public AgentLogs logs() {
        return logs;
    }

    /**
     * Lets {@code listener} hear of the worker from now on, first of all that it is connected.
     *
     * @throws LaunchException when it has ended meanwhile
     */
    public void handTo(WorkerListener listener) {
        if (!relay.handTo(listener)) {
            throw new LaunchException("the waiting worker " + child.pid() + " has ended");
        }
    }
}
