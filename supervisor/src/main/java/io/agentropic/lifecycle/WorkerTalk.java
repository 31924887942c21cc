package io.agentropic.lifecycle;

import io.agentropic.exit.ExitReport.UncaughtError;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.gateway.WorkerChannel;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.launch.LaunchException;
import io.agentropic.limits.OomPolicy;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.namespace.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with the worker of the present incarnation, as far as no phase has to decide anything about it. Owned
 * by the agent's thread.
 */
final class WorkerTalk {

    private static final String NATIVE_THREAD = "unable to create native thread";

    private final AgentLife agent;
    private final Vitals vitals;
    private @Nullable Incarnation connected;

    WorkerTalk(AgentLife agent) {
        this.agent = agent;
        this.vitals = new Vitals(agent);
    }

    /** The worker is connected: it is told what to run, unless it is not where it should be. */
    void begin(Incarnation life, WorkerChannel channel) {
        connected = life;
        life.line().connected(channel);
        try {
            life.embodiment()
                    .identify(
                            Namespace.shared(agent.spec().isolation().sandbox().network()));
            life.line().tell(start(life));
            agent.companion().connected(life.number(), life.pid(), channel);
            life.embodiment().settleIn(agent.handover());
        } catch (FenceException | LaunchException e) {
            life.record().spawnFailed(String.valueOf(e.getMessage()));
            life.kill(agent.now(), String.valueOf(e.getMessage()));
        }
    }

    private SupervisorMessage.Start start(Incarnation life) {
        return new SupervisorMessage.Start(
                agent.name(),
                life.number(),
                agent.program().program().program(),
                agent.spec().args(),
                agent.spec().input(),
                agent.spec().attributes(),
                agent.spec().health().heartbeat(agent.services().heartbeat()).toMillis());
    }

    /** What is known of the health of the present incarnation. */
    Vitals vitals() {
        return vitals;
    }

    /** Lets the worker be read from again, when the inbox had been full. */
    void relieve() {
        if (agent.inbox().takeRelief() && connected != null) {
            connected.line().resumeReading();
        }
    }

    void heard(Incarnation life, WorkerMessage message) {
        switch (message) {
            case WorkerMessage.Heartbeat beat -> {
                life.record().heartbeat(agent.now());
                noticeOomKills(life);
                noteStrain(life);
                agent.view().heartbeat(beat);
                vitals.heard(beat);
            }
            case WorkerMessage.Result(var payload) -> agent.view().result(payload);
            case WorkerMessage.UncaughtError error -> uncaught(life, error);
            case WorkerMessage.StartFailed(var why) -> life.record().startFailed(why);
            case WorkerMessage.Entering _ -> life.embodiment().entering();
            case WorkerMessage.Started _ -> vitals.entered();
            case WorkerMessage.Ready _ -> vitals.saidReady();
            case WorkerMessage.Exiting _ -> life.record().exitAnnounced();
            case WorkerMessage.Paused _, WorkerMessage.Finished _, WorkerMessage.ExtendStart _ -> {}
            case WorkerMessage.Send _ -> throw new IllegalStateException("the listener carries what is for others");
            case WorkerMessage.Hello _ -> throw new IllegalStateException("the gateway lets no second hello pass");
        }
    }

    /** Where the memory limit takes single processes, somebody should know; the policy says what follows. */
    private void noticeOomKills(Incarnation life) {
        Fence fence = life.fence();
        OomPolicy policy = agent.spec().supervision().oomPolicy();
        if (policy != OomPolicy.KILL && fence != null) {
            long fresh = life.record().outlived(fence.evidence().oomKills());
            if (fresh > 0) {
                life.record().acted(agent.now(), "saw " + fresh + " of its processes killed for its memory limit");
                agent.tell(fresh + " of its processes killed for its memory limit; "
                        + (policy == OomPolicy.STOP ? "it is stopped" : "it goes on"));
                if (policy == OomPolicy.STOP) {
                    var _ = agent.inbox().put(new Signal.ProcessesKilled(life.number(), fresh));
                }
            }
        }
    }

    private void uncaught(Incarnation life, WorkerMessage.UncaughtError error) {
        UncaughtError noted = new UncaughtError(error.thread(), error.type(), error.message(), error.stackTrace());
        boolean memory = error.memoryExhausted() && !error.message().contains(NATIVE_THREAD);
        life.record().uncaught(noted, memory);
        agent.reactions().uncaught(life.number(), noted);
    }

    /** Keeps in mind what its limits hold up, some seconds apart, for the report at its end. */
    private void noteStrain(Incarnation life) {
        ResourceLimits limits = agent.spec().isolation().limits();
        boolean mayBeHeldUp = limits.cpu() != null || limits.memory() != null || limits.memoryHigh() != null;
        long now = System.nanoTime();
        if (mayBeHeldUp && life.record().wantsStrain(now)) {
            life.record().strained(now, life.strain());
        }
    }

    /** The connection ended: nothing more will be heard of this incarnation. */
    void ended(Incarnation life, String why) {
        connected = null;
        life.line().hungUp();
        life.record().acted(agent.now(), "saw the connection end: " + why);
    }
}
