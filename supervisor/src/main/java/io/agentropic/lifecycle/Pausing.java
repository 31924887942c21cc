package io.agentropic.lifecycle;

import io.agentropic.fence.FenceException;
import io.agentropic.ipc.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A pause of a running agent: one that knows checkpoints is asked to reach one first, then everything stands still. It may
 * be its own, its group's, or both, and is over when neither is wanted any more. Owned by the agent's thread.
 */
final class Pausing {

    /** How long an agent has to reach a checkpoint before it is stopped wherever it is. */
    static final Duration QUIESCE = Duration.ofMillis(50);

    /** How long the kernel has to confirm; seen: 0.3 ms at the median, 13 ms at most. */
    static final Duration CONFIRM = Duration.ofSeconds(2);

    private final AgentLife agent;
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    /** Whether it is to stand still for itself, whatever its group does. */
    private boolean own;

    private long epoch;
    private long since;
    private Deadline quiesced = Deadline.NONE;
    private Deadline longest = Deadline.NONE;
    private boolean overdue;

    Pausing(AgentLife agent) {
        this.agent = agent;
    }

    boolean inForce() {
        return agent.present().isPaused();
    }

    /** Whether it has stood still for longer than it should. */
    boolean overdue() {
        return overdue;
    }

    /** When an agent that was asked to reach a checkpoint is stopped all the same, or one that stands still is overdue. */
    Deadline deadline() {
        return quiesced.or(longest);
    }

    void onDeadline(Running phase) {
        if (quiesced.passed()) {
            freeze(phase);
        }
        if (longest.passed()) {
            longest = Deadline.NONE;
            overdue = true;
            agent.tell(reason());
        }
    }

    /** Why it stands still; empty while it runs. */
    String reason() {
        Optional<String> group = agent.membership().pausedWith();
        if (!inForce()) {
            return "";
        }
        String paused = group.isPresent() && !own ? "paused with its group '" + group.get() + "'" : "paused";
        Duration most = agent.spec().supervision().maxPause();
        return overdue && most != null
                ? paused + " for longer than its pause.max of " + most.toMillis() + " ms"
                : paused;
    }

    void request(Running phase, CompletableFuture<Void> done) {
        own = true;
        begin(phase, done);
    }

    void requestWithGroup(Running phase, CompletableFuture<Void> done) {
        begin(phase, done);
    }

    private void begin(Running phase, CompletableFuture<Void> done) {
        if (inForce()) {
            done.complete(null);
            return;
        }
        waiting.add(done);
        if (quiesced.isSet()) {
            return;
        }
        if (!agent.present().isFrozen() && agent.program().program().program() instanceof Program.AgentClass) {
            epoch = agent.present().line().askToPause();
            quiesced = Deadline.in(QUIESCE);
        } else {
            freeze(phase);
        }
    }

    /** The agent stands at a checkpoint. */
    void reached(Running phase, long reached) {
        if (quiesced.isSet() && reached >= epoch) {
            freeze(phase);
        }
    }

    private void freeze(Running phase) {
        quiesced = Deadline.NONE;
        agent.talk().vitals().suspend();
        if (agent.present().freeze(Standstill.Holder.PAUSE, CONFIRM)) {
            since = System.nanoTime();
            Duration most = agent.spec().supervision().maxPause();
            longest = most == null ? Deadline.NONE : Deadline.in(most);
            agent.tell("paused");
            agent.show(phase);
            waiting.forEach(done -> done.complete(null));
        } else {
            takeBack(phase);
        }
        waiting.clear();
    }

    /** Half of an agent must not stand still: what did not freeze in time goes on as a whole. */
    private void takeBack(Running phase) {
        own = false;
        String why = "the kernel did not confirm the pause within " + CONFIRM.toSeconds() + " s; it was taken back";
        boolean goesOn = agent.present().takeBackFreeze(CONFIRM);
        agent.present().line().letGo(Duration.ZERO);
        agent.talk().vitals().resume();
        agent.tell(goesOn ? why : why + ", but not all of it is seen to run again");
        waiting.forEach(done -> done.completeExceptionally(agent.requests().impossible(phase, why)));
    }

    /** Its own pause is over; while its group stands still so does the agent. */
    void resume(Running phase, CompletableFuture<Void> done) {
        Optional<String> group = agent.membership().pausedWith();
        boolean paused = own;
        own = false;
        if (group.isEmpty()) {
            goOn(phase, done);
        } else if (paused) {
            done.complete(null);
        } else {
            done.completeExceptionally(
                    agent.requests().impossible(phase, "its group '" + group.get() + "' is paused; resume that one"));
        }
    }

    /** The pause of its group is over; its own is not. */
    void resumeWithGroup(Running phase, CompletableFuture<Void> done) {
        if (own || agent.membership().pausedWith().isPresent()) {
            done.complete(null);
        } else {
            goOn(phase, done);
        }
    }

    private void goOn(Running phase, CompletableFuture<Void> done) {
        abandon(phase, "it was resumed");
        try {
            boolean paused = inForce();
            Duration stood = agent.present().thaw(Standstill.Holder.PAUSE, CONFIRM);
            longest = Deadline.NONE;
            overdue = false;
            if (!agent.present().isFrozen()) {
                agent.present().line().letGo(stood);
            }
            if (paused) {
                agent.talk().vitals().resume();
                agent.tell("resumed after " + (System.nanoTime() - since) / 1_000_000 + " ms");
            }
            agent.show(phase);
            done.complete(null);
        } catch (FenceException e) {
            done.completeExceptionally(e);
        }
    }

    /** A pause under way comes to nothing. */
    void abandon(Running phase, String why) {
        quiesced = Deadline.NONE;
        waiting.forEach(done ->
                done.completeExceptionally(agent.requests().impossible(phase, "the pause came to nothing: " + why)));
        waiting.clear();
    }
}
