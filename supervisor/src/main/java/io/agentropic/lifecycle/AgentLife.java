package io.agentropic.lifecycle;

import io.agentropic.dependency.Dependencies;
import io.agentropic.exit.ExitReport;
import io.agentropic.group.Group;
import io.agentropic.launch.ResolvedProgram;
import io.agentropic.logs.AgentLogs;
import io.agentropic.restart.RestartHistory;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import io.agentropic.status.Wanted;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the phases of one agent share. Owned by the agent's thread. */
final class AgentLife {

    /** Its limits may be replaced while it lives. */
    private AgentSpec spec;

    private final ResolvedProgram program;
    private final Services services;
    private final Inbox inbox;
    private final AgentView view;
    private final AgentLogs logs;
    private final RestartHistory history;
    private final Waiters waiters;
    private final Requests requests = new Requests(this);
    private final WorkerTalk talk;
    private final Reactions reactions;
    private final DomainMember domain;
    private final Dependencies dependencies;
    private final Membership membership;
    private final Companion companion;
    private final Handover handover = new Handover(this);
    private final Seat seat = new Seat();
    private final Mailbox mailbox;
    private final Watchers watchers = new Watchers();

    private Wanted wanted = Wanted.UP;
    private boolean closing;
    private boolean retiring;
    private Again again = Again.NO;
    private long incarnations;
    private @Nullable Incarnation present;
    private @Nullable ExitReport lastExit;

    AgentLife(
            AgentSpec spec,
            ResolvedProgram program,
            Services services,
            Inbox inbox,
            AgentView view,
            Optional<Group> group,
            Companion companion) {
        Supervision supervision = spec.supervision();
        this.spec = spec;
        this.program = program;
        this.services = services;
        this.inbox = inbox;
        this.view = view;
        this.mailbox = new Mailbox(view, spec.messageRate());
        this.logs = AgentLogs.in(services.directory().agentDirectory(spec.name()), spec.logs());
        this.history = new RestartHistory(
                supervision.restartPolicy(),
                supervision.budget(),
                supervision.backoff(),
                supervision.resetAfter(),
                supervision.recoverAfter());
        this.domain = DomainMember.of(spec, services.domains());
        this.waiters = new Waiters(spec.name());
        this.reactions = new Reactions(spec.name(), services.hooks(), what -> inbox.put(new Signal.HookFailed(what)));
        this.dependencies = new Dependencies(spec.ties());
        this.membership = new Membership(this, group);
        this.companion = companion;
        this.talk = new WorkerTalk(this);
    }

    String name() {
        return spec.name();
    }

    AgentSpec spec() {
        return spec;
    }

    void respec(AgentSpec spec) {
        this.spec = spec;
        view.respec(spec);
    }

    ResolvedProgram program() {
        return program;
    }

    Services services() {
        return services;
    }

    Inbox inbox() {
        return inbox;
    }

    AgentView view() {
        return view;
    }

    AgentLogs logs() {
        return logs;
    }

    RestartHistory history() {
        return history;
    }

    Waiters waiters() {
        return waiters;
    }

    Requests requests() {
        return requests;
    }

    WorkerTalk talk() {
        return talk;
    }

    DomainMember domain() {
        return domain;
    }

    Reactions reactions() {
        return reactions;
    }

    Dependencies dependencies() {
        return dependencies;
    }

    Membership membership() {
        return membership;
    }

    Handover handover() {
        return handover;
    }

    Companion companion() {
        return companion;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    Watchers watchers() {
        return watchers;
    }

    Instant now() {
        return services.clock().instant();
    }

    Wanted wanted() {
        return wanted;
    }

    void want(Wanted wanted) {
        this.wanted = wanted;
    }

    /** From now on the agent is only brought to rest. */
    void closes() {
        closing = true;
    }

    boolean closing() {
        return closing || retiring;
    }

    /** When it rests, its thread ends. */
    void retires() {
        retiring = true;
    }

    boolean retiring() {
        return retiring;
    }

    /** The agent is to run again as soon as the present incarnation is gone, which is no failure. */
    Phase runsAfterwards(CompletableFuture<Void> done, Phase phase) {
        wanted = Wanted.UP;
        again = Again.BY_REQUEST;
        waiters.awaitStart(done);
        return phase;
    }

    /** The agent is to run again as soon as the present incarnation is gone, as long as it is to run at all. */
    void restartsWithAnother() {
        if (again == Again.NO) {
            again = Again.WITH_ANOTHER;
        }
    }

    /** Whether it is to run again at once. */
    boolean runsAgain() {
        return again != Again.NO;
    }

    /** As {@link #runsAgain}, and why; answered once for each request. */
    Again takeAgain() {
        Again taken = again;
        again = Again.NO;
        return taken;
    }

    Seat seat() {
        return seat;
    }

    /** Its failures are forgotten, and whatever it was to do after the present life. */
    void rouse() {
        wanted = Wanted.UP;
        again = Again.NO;
        view.roused();
        history.forgive();
    }

    /** Whether it has had a life before. */
    boolean hasRun() {
        return incarnations > 0;
    }

    /** What is told from here on belongs to its next life. */
    void countIncarnation() {
        incarnations++;
    }

    /** The life that was counted last begins; nothing of it exists yet. */
    Incarnation beginIncarnation() throws IOException {
        present = new Incarnation(incarnations, now(), logs.mark());
        talk.vitals().begin();
        return present;
    }

    boolean isPresent(long incarnation) {
        return present != null && present.number() == incarnation;
    }

    Incarnation present() {
        if (present == null) {
            throw new IllegalStateException("agent '" + spec.name() + "' has no incarnation");
        }
        return present;
    }

    /** The present life is over. */
    void endIncarnation(ExitReport report) {
        lastExit = report;
        view.ended(report);
        present = null;
        companion.ended(report);
    }

    /** Forgets the present life without a report; answers it. */
    @Nullable
    Incarnation abandonIncarnation() {
        talk.vitals().off();
        Incarnation abandoned = present;
        present = null;
        if (abandoned == null) {
            return null;
        }
        services.scheduler().leave(abandoned.scheduled(view, inbox));
        abandoned.embodiment().closeDoor(services.gateway());
        abandoned.line().hangUp();
        return abandoned;
    }

    /** Shows other threads how things are now. */
    void show(Phase phase) {
        view.show(AgentView.Seen.of(this, phase, present, incarnations, lastExit));
    }

    /** Tells listeners of something that changes no state. */
    void tell(String what) {
        tell(view.state(), view.state(), what);
    }

    void tell(AgentState from, AgentState to, String reason) {
        services.events().publish(new AgentEvent(now(), spec.name(), incarnations, from, to, reason));
    }
}
