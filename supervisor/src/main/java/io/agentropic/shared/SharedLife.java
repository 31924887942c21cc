package io.agentropic.shared;

import io.agentropic.exit.ExitReport;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.batch.SharedNews;
import io.agentropic.ipc.batch.SharedOrder;
import io.agentropic.lifecycle.Reactions;
import io.agentropic.schedule.Admission;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where one agent of the shared JVM is, and how it gets from there to where it is next. Everything is guarded by this; the
 * fields are few, as agents are many. Whoever is told of something is told without waiting for them.
 */
final class SharedLife {

    private static final SharedIncarnation NONE_SO_FAR = new SharedIncarnation(0, 0);

    private final SharedLevel level;
    private final SharedOrder.Define program;
    private final Tenancy tenancy;
    private final Wishes wishes = new Wishes();
    private final @Nullable Reactions reactions;
    private volatile AgentSpec spec;
    private volatile AgentState state = AgentState.NEW;
    private String reason = "";
    private Payload output = Payload.EMPTY;
    private @Nullable ExitReport lastExit;
    private @Nullable Aside aside;
    /** The present incarnation, or the last one. */
    private SharedIncarnation incarnation = NONE_SO_FAR;

    private int stamp;
    private boolean cameUp;
    private boolean firstKnown;

    SharedLife(SharedLevel level, AgentSpec spec, SharedOrder.Define program) {
        this.level = level;
        this.spec = spec;
        this.program = program;
        this.tenancy = new Tenancy(level);
        this.reactions = level.reactions(this, spec.name());
    }

    // What there is to see.

    String name() {
        return spec.name();
    }

    AgentSpec spec() {
        return spec;
    }

    AgentState state() {
        return state;
    }

    String reason() {
        return reason;
    }

    SharedLevel level() {
        return level;
    }

    /** Its number in the shared JVM. */
    Tenancy tenancy() {
        return tenancy;
    }

    /** The present incarnation, or the last one. */
    SharedIncarnation incarnation() {
        return incarnation;
    }

    /** How long the present incarnation has lived; zero when there is none. */
    Duration uptime() {
        return tenancy.holds() ? incarnation.uptime() : Duration.ZERO;
    }

    Wishes wishes() {
        return wishes;
    }

    boolean isReady() {
        return state == AgentState.RUNNING || (tenancy.holds() && incarnation.ready);
    }

    boolean isPaused() {
        return tenancy.holds() && incarnation.paused;
    }

    boolean cameUp() {
        return cameUp;
    }

    boolean firstKnown() {
        return firstKnown;
    }

    @Nullable
    ExitReport lastExit() {
        return lastExit;
    }

    /** What is rarely needed; made now if there is none. */
    Aside aside() {
        Aside known = aside;
        if (known == null) {
            known = new Aside(spec.name());
            aside = known;
        }
        return known;
    }

    /** As {@link #aside}; {@code null} if there is none. */
    @Nullable
    Aside asideIfAny() {
        return aside;
    }

    AgentResult result() {
        return new AgentResult(spec.name(), state, incarnation.number(), output, lastExit, reason);
    }

    // Steps towards running.

    synchronized void begin() {
        admit("admitted as soon as there is a place");
    }

    void respec(AgentSpec changed) {
        spec = changed;
    }

    /** A start by hand, of an agent that is in no life: its failures are forgotten. */
    void rouse(String why) {
        wishes.run();
        stamp++;
        if (state.atRest()) {
            cameUp = false;
            Aside more = aside;
            if (more != null) {
                more.rest = null;
                more.started = null;
            }
        }
        forgive();
        admit(why);
    }

    void forgive() {
        Aside more = aside;
        if (more != null && more.history != null) {
            more.history.forgive();
        }
    }

    /** Begins an incarnation, as soon as there is a place to run where places are few. */
    void admit(String why) {
        Admission admission = level.admission();
        if (admission == null) {
            launch(why);
        } else {
            stamp++;
            SharedAdmission.request(this, admission, why);
        }
    }

    /** What changes with each step. */
    int stamp() {
        return stamp;
    }

    /** Whether there was no step since. */
    boolean isAt(int earlier) {
        return stamp == earlier;
    }

    void launch(String why) {
        stamp++;
        incarnation = new SharedIncarnation(incarnation.number() + 1, level.millis());
        tenancy.take(this, reactions == null);
        move(AgentState.STARTING, why);
        if (reactions == null) {
            send();
        } else {
            SharedIncarnation begun = incarnation;
            reactions.beforeStart(begun.number(), failure -> level.post(() -> prepared(begun, failure)));
        }
    }

    private synchronized void prepared(SharedIncarnation begun, String failure) {
        if (!begun.equals(incarnation) || !tenancy.holds() || tenancy.isPrepared()) {
            return;
        }
        if (failure.isEmpty()) {
            tenancy.prepared();
            send();
        } else {
            end(SharedEnd.unborn("its preStart hook " + failure));
        }
    }

    private void send() {
        tenancy.send(spec, incarnation.number(), program);
    }

    // What happens to it.

    /** A JVM is there. */
    synchronized void hostConnected(HostLink link) {
        if (state == AgentState.STARTING && tenancy.isPrepared() && !tenancy.isSentTo(link.life())) {
            send();
        }
    }

    /** A life of the JVM has ended. */
    synchronized void hostEnded(ExitReport jvm) {
        if (tenancy.isSentTo(jvm.incarnation())) {
            end(SharedEnd.withJvm(jvm), jvm.pid());
        }
    }

    /** There will be no JVM. */
    synchronized void hostless(String why) {
        if (tenancy.holds()) {
            end(tenancy.isSent() ? SharedEnd.lost(why) : SharedEnd.unborn("the JVM that it shares " + why));
        }
    }

    /** What the JVM said of it. */
    synchronized void heard(SharedNews news) {
        switch (news) {
            case SharedNews.Started _ -> started();
            case SharedNews.Result(int _, Payload payload) -> output = payload;
            case SharedNews.Ended ended ->
                end(SharedEnd.of(
                        ended, spec.name(), incarnation, spec.supervision().minUptime()));
            case SharedNews.Ready _ -> incarnation.ready = true;
            case SharedNews.Progress(int _, long steps) -> incarnation.steps = steps;
            case SharedNews.Paused(int _, long epoch) -> SharedPause.reached(this, epoch);
            case SharedNews.Lost(int _, int messages) -> aside().lost += messages;
            case SharedNews.ExtendStart(int _, long millis) -> SharedStart.extend(this, millis);
            case SharedNews.Send _ -> aside().sent++;
        }
    }

    private void started() {
        incarnation.entered = true;
        if (state != AgentState.STARTING) {
            return;
        }
        move(AgentState.RUNNING, "");
        cameUp = true;
        firstKnown = true;
        if (reactions != null) {
            reactions.started(incarnation.number());
        }
        Aside more = aside;
        if (more != null) {
            SharedStart.cameUp(more);
            SharedMail.deliverKept(this);
        }
    }

    void paused(boolean standsStill) {
        incarnation.paused = standsStill;
        announce(standsStill ? "paused" : "resumed");
    }

    // Steps towards rest.

    /** Does {@code step} later, unless something else happens before. */
    void later(Duration delay, Runnable step) {
        int mine = ++stamp;
        level.in(delay, () -> {
            synchronized (this) {
                if (stamp == mine) {
                    step.run();
                }
            }
        });
    }

    /** The present life is over. */
    void end(SharedEnd end) {
        end(end, tenancy.isSent() ? level.pid() : null);
    }

    private void end(SharedEnd end, @Nullable Long pid) {
        Duration uptime = uptime();
        Aside more = aside;
        ExitReport report = end.report(
                spec.name(),
                incarnation.number(),
                pid,
                incarnation.beganMillis(),
                level.millis(),
                uptime,
                more == null ? List.of() : more.actions);
        tenancy.release();
        stamp++;
        lastExit = report;
        if (more != null) {
            SharedStart.lifeOver(this, more, report);
            if (more.history != null && incarnation.entered) {
                more.history.ranFor(uptime);
            }
        }
        level.keep(report);
        if (!firstKnown && !report.cause().clean()) {
            aside().firstFailure = report.summary();
        }
        firstKnown = true;
        SharedFollow.after(this, report, reactions);
    }

    /** Comes to rest. */
    void rest(AgentState where, String why) {
        stamp++;
        move(where, why);
        firstKnown = true;
        Aside more = aside;
        if (more != null) {
            SharedStart.rested(this, more);
        }
    }

    void move(AgentState to, String why) {
        AgentState from = state;
        if (from == AgentState.STARTING) {
            level.starts().over();
        }
        if (to == AgentState.STARTING) {
            level.starts().begun();
        }
        state = to;
        reason = why;
        level.tell(this, from, why);
        Aside more = aside;
        if (more != null) {
            more.tellWatchers(SharedStart.standing(this));
        }
    }

    /** Tells listeners of something that changes no state. */
    void announce(String what) {
        level.tell(this, state, what);
    }

    AgentStateException impossible(String why) {
        return new AgentStateException(spec.name(), state, why);
    }

    void refuse(CompletableFuture<Void> done, String why) {
        done.completeExceptionally(impossible(why));
    }
}
