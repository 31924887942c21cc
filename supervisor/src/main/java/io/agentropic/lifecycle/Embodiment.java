package io.agentropic.lifecycle;

import io.agentropic.confine.AgentUser;
import io.agentropic.exit.Identity;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.gateway.Gateway;
import io.agentropic.ipc.Token;
import io.agentropic.launch.GatedChild;
import io.agentropic.launch.Launch;
import io.agentropic.launch.LaunchException;
import io.agentropic.launch.Lodging;
import io.agentropic.namespace.Namespace;
import io.agentropic.namespace.NamespaceProof;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an incarnation lives in: a worker that had waited, or one that was started for it, with its fence, its line and what it
 * has to itself. An incarnation gets another one only where the first was lost before any code of the agent's ran. Owned by
 * the agent's thread.
 */
final class Embodiment {

    private final long number;
    private final WorkerLine line = new WorkerLine();

    private @Nullable Fence fence;
    private @Nullable Lodging lodging;
    private @Nullable GatedChild child;
    private @Nullable Identity identity;
    /** Of a worker that was identified. */
    private @Nullable Long workerPid;
    /** Of a worker that was started for it; one that waited has given its own away. */
    private @Nullable Token token;

    private Handover.@Nullable Taken taken;
    private boolean settled;
    private boolean entering;

    /** Of the life of this number; nothing exists yet. */
    Embodiment(long number) {
        this.number = number;
    }

    /** Takes over a worker that waits and is fit, if there is one; whether there was. */
    boolean takeOver(AgentLife agent) {
        Optional<Handover.Taken> found = agent.handover().take(number);
        found.ifPresent(waited -> {
            taken = waited;
            fence = waited.worker().fence();
            lodging = waited.worker().lodging();
            held(waited.worker().child(), agent);
        });
        return found.isPresent();
    }

    /**
     * Starts the process inside its fence and opens its gate. Whatever was made before a failure is held here, for {@link
     * Finishing} to clear away.
     *
     * @throws LaunchException or FenceException or LimitUnavailableException when a step fails
     */
    void start(AgentLife agent) {
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
        Token secret = Token.random();
        token = secret;
        services.gateway()
                .expect(secret, started.workerPid(), own.user().map(AgentUser::uid), new Listener(number, agent));
        held(started, agent);
        started.open(secret);
    }

    private void held(GatedChild process, AgentLife agent) {
        child = process;
        var _ = process.onExit().thenAccept(code -> agent.inbox().put(new Signal.Exited(number, code)));
    }

    /** Nobody waits for its worker's hello any more. */
    void closeDoor(Gateway gateway) {
        if (token != null) {
            gateway.forget(token);
        }
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

    /**
     * Makes a worker that was taken over at home; it knows what to run already and is not held up by this.
     *
     * @throws LaunchException or FenceException when that fails
     */
    void settleIn(Handover handover) {
        if (taken != null && !settled) {
            settled = true;
            lodging = handover.settle(taken, number);
            identity = Identity.of(taken.worker().child().pid(), taken.worker().fence());
        }
    }

    /** The worker is about to run code of the agent's. */
    void entering() {
        entering = true;
    }

    /** The worker that was taken over, as long as no code of the agent's can have run in it. */
    Optional<Handover.Taken> unentered() {
        return entering ? Optional.empty() : Optional.ofNullable(taken);
    }

    /** What holds it; {@code null} before that was made. */
    @Nullable
    Fence fence() {
        return fence;
    }

    /** What it has to itself; {@code null} before that was made. */
    @Nullable
    Lodging lodging() {
        return lodging;
    }

    /** Its worker's number, or that of what encloses the worker; {@code null} before there is a process. */
    @Nullable
    Long pid() {
        return workerPid != null || child == null ? workerPid : Long.valueOf(child.pid());
    }

    /** Which process, beyond its number; {@code null} before that is known. */
    @Nullable
    Identity identity() {
        return identity;
    }

    /** The way to its worker. */
    WorkerLine line() {
        return line;
    }
}
