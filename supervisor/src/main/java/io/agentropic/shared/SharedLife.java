package io.agentropic.shared;

import io.agentropic.exit.ExitReport;
import io.agentropic.exit.OwnAction;
import io.agentropic.ipc.Payload;
import io.agentropic.ipc.batch.SharedNews;
import io.agentropic.ipc.batch.SharedOrder;
import io.agentropic.lifecycle.Reactions;
import io.agentropic.restart.RestartDecision;
import io.agentropic.restart.RestartHistory;
import io.agentropic.restart.Standing;
import io.agentropic.schedule.Admission;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.Priority;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentResult;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where one agent of the shared JVM is, and how it gets from there to where it is next. Everything is guarded by this; the
 * fields are few, as agents are many. Whoever is told of something is told without waiting for them.
 */
final class SharedLife {

    /** Not to be sent to the JVM yet. */
    private static final long UNPREPARED = -1;

    /** To be sent to the JVM as soon as there is one. */
    private static final long UNSENT = 0;

    private static final int NO_SLOT = -1;

    private final SharedLevel level;
    private final SharedOrder.Define program;
    private final @Nullable Reactions reactions;
    private volatile AgentSpec spec;
    private volatile AgentState state = AgentState.NEW;
    private String reason = "";
    private OwnAction own = OwnAction.NONE;
    private Payload output = Payload.EMPTY;
    private @Nullable ExitReport lastExit;
    private @Nullable Aside aside;
    private int slot = NO_SLOT;
    private int stamp;
    private long incarnation;
    /** The life of the JVM that was told of it, or {@link #UNSENT}, or {@link #UNPREPARED}. */
    private long sentTo;

    private long beganNanos;
    private long beganMillis;
    private long steps;
    private boolean down;
    private boolean again;
    private boolean closing;
    private boolean entered;
    private boolean cameUp;
    private boolean firstKnown;
    private boolean ready;
    private boolean paused;

    SharedLife(SharedLevel level, AgentSpec spec, SharedOrder.Define program) {
        this.level = level;
        this.spec = spec;
        this.program = program;
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

    long incarnation() {
        return incarnation;
    }

    long beganMillis() {
        return beganMillis;
    }

    Duration uptime() {
        return hasSlot() ? Duration.ofNanos(System.nanoTime() - beganNanos) : Duration.ZERO;
    }

    long steps() {
        return steps;
    }

    boolean isWantedDown() {
        return down;
    }

    boolean isReady() {
        return ready || (state == AgentState.RUNNING && entered);
    }

    boolean isPaused() {
        return paused;
    }

    boolean isClosing() {
        return closing;
    }

    boolean cameUp() {
        return cameUp;
    }

    boolean firstKnown() {
        return firstKnown;
    }

    boolean hasSlot() {
        return slot != NO_SLOT;
    }

    boolean isSent() {
        return hasSlot() && sentTo > UNSENT;
    }

    int slot() {
        return slot;
    }

    @Nullable
    ExitReport lastExit() {
        return lastExit;
    }

    OwnAction own() {
        return own;
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

    RestartHistory history() {
        Aside more = aside();
        RestartHistory known = more.history;
        if (known == null) {
            Supervision supervision = spec.supervision();
            known = new RestartHistory(
                    supervision.restartPolicy(),
                    supervision.budget(),
                    supervision.backoff(),
                    supervision.resetAfter(),
                    supervision.recoverAfter());
            more.history = known;
        }
        return known;
    }

    AgentResult result() {
        return new AgentResult(spec.name(), state, incarnation, output, lastExit, reason);
    }

    // Steps towards running.

    synchronized void begin() {
        admit("admitted as soon as there is a place");
    }

    void respec(AgentSpec changed) {
        spec = changed;
    }

    void want(boolean rest) {
        down = rest;
        again &= !rest;
    }

    void close() {
        closing = true;
    }

    /** It is to run again as soon as the present life is over, which is no failure. */
    void runAgain() {
        down = false;
        again = true;
    }

    /** A start by hand, of an agent that is in no life: its failures are forgotten. */
    void rouse(String why) {
        down = false;
        again = false;
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
        RestartHistory known = more == null ? null : more.history;
        if (known != null) {
            known.forgive();
        }
    }

    /** Asks for a place to run, where places are few. */
    void admit(String why) {
        Admission admission = level.admission();
        if (admission == null) {
            launch(why);
            return;
        }
        move(AgentState.WAITING, why);
        int asked = ++stamp;
        Consumer<Admission.Place> admitted = place -> level.post(() -> admitted(place, asked));
        Optional<Admission.Request> request = incarnation > 0
                ? Optional.of(
                        admission.request(spec.priority(), spec.isolation().limits(), admitted))
                : admission.requestUnlessFull(spec.priority(), spec.isolation().limits(), admitted);
        if (request.isEmpty()) {
            rest(AgentState.FAILED, "rejected: as many agents wait already as runtime.maxQueued allows");
        } else {
            aside().request = request.get();
        }
    }

    private synchronized void admitted(Admission.Place place, int asked) {
        if (state != AgentState.WAITING || stamp != asked) {
            place.giveBack();
            return;
        }
        Aside more = aside();
        more.request = null;
        more.place = place;
        launch(reason);
    }

    private void launch(String why) {
        incarnation++;
        stamp++;
        own = OwnAction.NONE;
        entered = false;
        ready = false;
        paused = false;
        steps = 0;
        beganNanos = System.nanoTime();
        beganMillis = level.millis();
        sentTo = reactions == null ? UNSENT : UNPREPARED;
        slot = level.slots().take(this);
        move(AgentState.STARTING, why);
        if (reactions == null) {
            send();
        } else {
            long number = incarnation;
            reactions.beforeStart(number, failure -> level.post(() -> prepared(number, failure)));
        }
    }

    private synchronized void prepared(long number, String failure) {
        if (number != incarnation || sentTo != UNPREPARED || !hasSlot()) {
            return;
        }
        if (failure.isEmpty()) {
            sentTo = UNSENT;
            send();
        } else {
            end(SharedEnd.unborn("its preStart hook " + failure));
        }
    }

    private void send() {
        HostLink link = level.link();
        if (link == null) {
            return;
        }
        link.define(program);
        link.put(new SharedOrder.Spawn(
                slot, incarnation, program.program(), spec.name(), spec.args(), spec.input(), spec.attributes()));
        if (spec.priority() != Priority.NORMAL) {
            link.put(SharedTurns.rank(slot, spec.priority()));
        }
        sentTo = link.life();
    }

    /** Steers the agent, if the JVM that knows it is still there. */
    void tell(SharedOrder order) {
        HostLink link = level.link();
        if (link != null && link.life() == sentTo) {
            link.put(order);
        }
    }

    /** Whether messages can be handed to the JVM now. */
    @Nullable
    HostLink reachable() {
        HostLink link = level.link();
        return hasSlot() && link != null && link.life() == sentTo ? link : null;
    }

    // What happens to it.

    /** A JVM is there. */
    synchronized void hostConnected(HostLink link) {
        if (state == AgentState.STARTING && sentTo != UNPREPARED && sentTo != link.life()) {
            send();
        }
    }

    /** A life of the JVM has ended. */
    synchronized void hostEnded(ExitReport jvm) {
        if (hasSlot() && sentTo == jvm.incarnation()) {
            end(SharedEnd.withJvm(jvm), jvm.pid());
        }
    }

    /** There will be no JVM. */
    synchronized void hostless(String why) {
        if (hasSlot()) {
            end(isSent() ? SharedEnd.lost(why) : SharedEnd.unborn("the JVM that it shares " + why));
        }
    }

    /** What the JVM said of it. */
    synchronized void heard(SharedNews news) {
        switch (news) {
            case SharedNews.Started _ -> started();
            case SharedNews.Result(int _, Payload payload) -> output = payload;
            case SharedNews.Ended ended ->
                end(SharedEnd.of(
                        ended,
                        spec.name(),
                        own,
                        entered,
                        uptime(),
                        spec.supervision().minUptime()));
            case SharedNews.Ready _ -> ready = true;
            case SharedNews.Progress(int _, long counted) -> steps = counted;
            case SharedNews.Paused(int _, long epoch) -> SharedPause.reached(this, epoch);
            case SharedNews.Lost(int _, int messages) -> aside().lost += messages;
            case SharedNews.ExtendStart(int _, long millis) -> SharedStart.extend(this, millis);
            case SharedNews.Send _ -> aside().sent++;
        }
    }

    private void started() {
        entered = true;
        if (state != AgentState.STARTING) {
            return;
        }
        move(AgentState.RUNNING, "");
        cameUp = true;
        firstKnown = true;
        if (reactions != null) {
            reactions.started(incarnation);
        }
        Aside more = aside;
        if (more != null) {
            SharedStart.cameUp(more);
            SharedMail.deliverKept(this);
        }
    }

    void paused(boolean standsStill) {
        paused = standsStill;
        announce(standsStill ? "paused" : "resumed");
    }

    void blame(OwnAction action) {
        if (own == OwnAction.NONE || action == OwnAction.KILL) {
            own = action;
        }
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
        end(end, isSent() ? level.pid() : null);
    }

    private void end(SharedEnd end, @Nullable Long pid) {
        Duration uptime = uptime();
        Aside more = aside;
        ExitReport report = end.report(
                spec.name(),
                incarnation,
                pid,
                beganMillis,
                level.millis(),
                uptime,
                more == null ? List.of() : more.actions);
        level.slots().release(slot);
        slot = NO_SLOT;
        sentTo = UNSENT;
        stamp++;
        paused = false;
        ready = false;
        lastExit = report;
        if (more != null) {
            SharedStart.lifeOver(this, more, report);
            if (more.history != null && entered) {
                more.history.ranFor(uptime);
            }
        }
        level.keep(report);
        if (!firstKnown && !report.cause().clean()) {
            aside().firstFailure = report.summary();
        }
        firstKnown = true;
        follow(report);
    }

    private void follow(ExitReport report) {
        Optional<RestartDecision> decision = down || again ? Optional.empty() : Optional.of(decide(report));
        Aside more = aside;
        if (reactions != null) {
            long failures = more == null || more.history == null ? 0 : more.history.consecutiveFailures();
            reactions.ended(report, failures, decision);
        }
        if (down) {
            rest(AgentState.STOPPED, report.summary());
            return;
        }
        if (more != null) {
            more.waiters.ended();
        }
        if (decision.isPresent()) {
            decided(report, decision.get());
        } else {
            again = false;
            forgive();
            admit("restarted by request");
        }
    }

    private RestartDecision decide(ExitReport report) {
        Supervision supervision = spec.supervision();
        Standing standing = supervision.exitCodes().standing(report.cause(), report.code());
        if (standing == Standing.CLEAN && !supervision.restartPolicy().restarts(true)) {
            return new RestartDecision.Complete();
        }
        return history().decide(standing, System.nanoTime(), level.random());
    }

    private void decided(ExitReport report, RestartDecision decision) {
        String summary = report.summary();
        switch (decision) {
            case RestartDecision.Complete _ -> rest(AgentState.COMPLETED, summary);
            case RestartDecision.GiveUp(String why) ->
                rest(AgentState.FAILED, summary + "; not started again, because " + why);
            case RestartDecision.Recover(Duration delay, String why) -> backOff(delay, summary + "; " + why);
            case RestartDecision.Restart(Duration delay) -> backOff(delay, summary);
        }
    }

    private void backOff(Duration delay, String why) {
        move(AgentState.BACKOFF, why + "; next start in " + delay.toMillis() + " ms");
        later(delay, () -> admit("restart after " + delay.toMillis() + " ms"));
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
            level.countStarting(-1);
        }
        if (to == AgentState.STARTING) {
            level.countStarting(1);
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
