package io.agentropic.it.chaos;

import io.agentropic.ipc.Payload;
import io.agentropic.it.support.Eventually;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.DuplicateAgentException;
import io.agentropic.runtime.UnknownAgentException;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import io.agentropic.status.AgentStatus;
import io.agentropic.syscall.Pidfd;
import io.agentropic.syscall.Signals;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** One agent of the run: what a step says is done to it, when it is in a state for that. */
final class Victim {

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final long MOMENT_MILLIS = 100;

    /** States in which it has a process that nobody ends yet. */
    private static final Set<AgentState> ALIVE = Set.of(AgentState.STARTING, AgentState.RUNNING);

    private final Scene scene;
    private final String name;
    private final Temper temper;
    private final ReentrantLock replacing = new ReentrantLock();

    private volatile Present present;

    /** The agent that has the name now, and what is known of it. */
    private record Present(AgentHandle handle, Biography biography) {}

    Victim(Scene scene, String name, Temper temper) {
        this.scene = scene;
        this.name = name;
        this.temper = temper;
        this.present = spawn();
    }

    private Present spawn() {
        Biography biography = scene.chronicle().begin(name, temper);
        return new Present(scene.runtime().spawn(temper.spec(name, scene.scratch())), biography);
    }

    String name() {
        return name;
    }

    AgentHandle handle() {
        return present.handle();
    }

    Biography biography() {
        return present.biography();
    }

    // Harm.

    /** Does harm to the present life, if there is one; whether it did. */
    boolean suffer(Fault fault) throws InterruptedException {
        Present now = present;
        AgentStatus status = now.handle().status();
        Long pid = status.pid();
        if (pid == null || !ALIVE.contains(status.state()) || (fault.needsWatching() && !temper.isWatched())) {
            return false;
        }
        long life = status.incarnation();
        return switch (fault.means()) {
            case Fault.Means.Order(String words) -> order(now, life, fault, words);
            case Fault.Means.Signal(int signal) -> signal(now.biography(), life, pid, fault, signal);
            case Fault.Means.Moment _ -> {
                boolean stopped = signal(now.biography(), life, pid, fault, Signals.SIGSTOP);
                Thread.sleep(MOMENT_MILLIS);
                yield signal(now.biography(), life, pid, fault, Signals.SIGCONT) && stopped;
            }
        };
    }

    private static boolean order(Present now, long life, Fault fault, String words) {
        now.biography().harms(life, fault);
        try {
            now.handle().send(Payload.of(life + " " + words));
            return true;
        } catch (AgentStateException endedMeanwhile) {
            return false;
        }
    }

    /** The descriptor is opened before the look at whose process it is: a number may be used again, a descriptor is not. */
    private boolean signal(Biography biography, long life, long pid, Fault fault, int signal) {
        return Pidfd.open(pid)
                .map(pidfd -> {
                    try (pidfd) {
                        if (!scene.census().inhabits(pid, name, life)) {
                            return false;
                        }
                        biography.harms(life, fault);
                        boolean sent = pidfd.send(signal);
                        if (sent && fault.isCertainDeath()) {
                            biography.condemned(life);
                        }
                        return sent;
                    }
                })
                .orElse(false);
    }

    // Requests.

    /** Asks for it on a thread of its own, unless so many requests wait already that it would only be queued. */
    boolean ask(Request request) {
        Present now = present;
        if (now.biography().isBusy()) {
            return false;
        }
        long id = now.biography().asks(request);
        Thread.ofVirtual().name("chaos-" + name).start(() -> answer(now, id, request));
        return true;
    }

    private void answer(Present asked, long id, Request request) {
        String refusal = "";
        try {
            make(request, asked.handle());
            if (request == Request.STOP || request == Request.KILL) {
                asked.biography().stopped(id, asked.handle()::state);
            }
        } catch (AgentStateException | UnknownAgentException | DuplicateAgentException e) {
            refusal = String.valueOf(e.getMessage());
        } catch (Exception e) {
            refusal = e.toString();
            scene.violations().add("agent '" + name + "': " + request + " failed: " + e);
        } finally {
            asked.biography().returned(id, request, refusal);
        }
    }

    private void make(Request request, AgentHandle handle) throws InterruptedException {
        switch (request) {
            case START -> handle.start();
            case STOP -> handle.stop(GRACE);
            case KILL -> handle.kill();
            case RESTART -> handle.restart();
            case PAUSE -> handle.pause();
            case RESUME -> handle.resume();
            case REPLACE -> replace();
            case SHUT_DOWN -> throw new IllegalArgumentException("no agent shuts down alone");
        }
    }

    /** One at a time; all reports on the old one are heard before there is a new one. */
    private void replace() throws InterruptedException {
        replacing.lockInterruptibly();
        try {
            Present old = present;
            old.handle().stop(GRACE);
            scene.runtime().remove(name);
            awaitComplete(old);
            present = spawn();
        } finally {
            replacing.unlock();
        }
    }

    /** Waits until everything was heard of it; it must have come to rest. */
    void awaitComplete() throws InterruptedException {
        awaitComplete(present);
    }

    private static void awaitComplete(Present agent) throws InterruptedException {
        Eventually.within(
                Eventually.GENEROUS,
                () -> "not told of each life of " + agent.biography(),
                () -> agent.biography().isComplete(agent.handle().status().incarnation()));
    }
}
