package io.agentropic.lifecycle;

import io.agentropic.exit.ExitReport;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceRequest;
import io.agentropic.ipc.SupervisorMessage;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.launch.ResolvedProgram;
import io.agentropic.logs.AgentLogs;
import io.agentropic.restart.RestartHistory;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import io.agentropic.status.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent: its thread, its inbox, and what its phases share. Public methods are for any thread, the others for its own.
 */
public final class Agent {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final AgentSpec spec;
    private final ResolvedProgram program;
    private final Services services;
    private final AgentLogs logs;
    private final Inbox inbox = new Inbox();
    private final AgentView view;
    private final RestartHistory history;
    private final Waiters waiters;
    private final WorkerTalk talk;
    private final HookRunner hooks;

    private Wanted wanted = Wanted.UP;
    private boolean retiring;
    private boolean restartRequested;
    private long incarnations;
    private @Nullable Incarnation life;
    private Admission.@Nullable Place place;
    private @Nullable ExitReport lastExit;

    /** An agent that has not begun yet. */
    public Agent(AgentSpec spec, ResolvedProgram program, Services services) {
        this.spec = spec;
        this.program = program;
        this.services = services;
        this.logs = AgentLogs.in(services.directory().makeAgentDirectory(spec.name()), spec.logs());
        this.view = new AgentView(spec);
        this.history = new RestartHistory(
                spec.supervision().restartPolicy(),
                spec.supervision().budget(),
                spec.supervision().backoff(),
                spec.supervision().resetAfter());
        this.waiters = new Waiters(spec.name());
        this.talk = new WorkerTalk(this);
        this.hooks = new HookRunner(spec.name());
    }

    /** Begins its life, in its first start. */
    public void begin() throws IOException {
        services.reports().forget(spec.name());
        services.router().add(this);
        services.rotation().watch(logs);
        Thread.ofVirtual().name("agent-" + spec.name()).start(this::live);
    }

    private void live() {
        try {
            Phase phase = sure(() -> entered(new Waiting(this, "admitted as soon as there is a place")));
            while (!(phase instanceof Retired)) {
                Phase current = phase;
                phase = sure(() -> step(current));
            }
        } catch (InterruptedException e) {
            LOG.error("the thread of agent '{}' was interrupted; the agent is no longer supervised", spec.name(), e);
        } finally {
            services.rotation().forget(logs);
            services.router().remove(this);
            inbox.close().forEach(this::refuseLate);
        }
    }

    private Phase step(Phase phase) throws InterruptedException {
        Optional<Signal> signal = inbox.await(phase.deadline());
        Phase next = signal.isPresent() ? answer(phase, signal.get()) : phase.onDeadline();
        relieveWorker();
        return next.equals(phase) ? published(phase) : entered(next);
    }

    /** A step of a life. */
    private interface Step {
        Phase take() throws InterruptedException;
    }

    /** Takes a step; one that fails for a fault of the supervisor or the host ends the agent, fenced in as it is. */
    private Phase sure(Step step) throws InterruptedException {
        try {
            return step.take();
        } catch (RuntimeException e) {
            LOG.error("agent '{}' is ended: its supervision failed", spec.name(), e);
            return entered(new Broken(this, String.valueOf(e.getMessage())));
        }
    }

    /** Enters phases until one stays. */
    private Phase entered(Phase first) throws InterruptedException {
        Phase phase = first;
        while (true) {
            announce(phase);
            Phase next = phase.enter();
            if (next.equals(phase)) {
                return published(phase);
            }
            phase = next;
        }
    }

    private Phase answer(Phase phase, Signal signal) throws InterruptedException {
        return switch (signal) {
            case Signal.OfIncarnation stale when life == null || stale.incarnation() != life.number() -> phase;
            case Signal.Connected(long _, var channel) -> {
                talk.begin(present(), channel);
                yield phase;
            }
            case Signal.Heard heard -> {
                talk.heard(present(), heard.message());
                yield phase.on(heard);
            }
            case Signal.HungUp(long _, String why) -> {
                talk.ended(present(), why);
                yield phase.on(signal);
            }
            case Signal.Mail(Deliver message) -> {
                talk.deliver(phase, message);
                yield phase;
            }
            case Signal.Retire(var done) -> {
                retiring = true;
                yield phase.on(new Signal.Stop(spec.supervision().stopGrace(), done));
            }
            case Signal.Admitted admitted
            when !(phase instanceof Waiting) -> {
                admitted.place().giveBack();
                yield phase;
            }
            case Signal.Admitted _, Signal.Exited _, Signal.Command _ -> phase.on(signal);
        };
    }

    private Phase published(Phase phase) {
        publish(phase);
        return phase;
    }

    private void refuseLate(Signal signal) {
        if (signal instanceof Signal.Command command) {
            command.done()
                    .completeExceptionally(new AgentStateException(spec.name(), view.state(), "its runtime is closed"));
        }
    }

    private void relieveWorker() {
        if (inbox.takeRelief() && life != null) {
            life.resumeReading();
        }
    }

    private void announce(Phase phase) {
        AgentState from = view.state();
        publish(phase);
        if (from != phase.state()) {
            tell(from, phase.state(), phase.reason());
        }
    }

    /** Shows other threads how things are now. */
    void publish(Phase phase) {
        view.show(new AgentView.Seen(
                phase.state(),
                phase.reason(),
                wanted,
                phase instanceof Running running && running.paused(),
                talk.ready(),
                life == null ? null : life.pid(),
                incarnations,
                history.restarts(),
                history.consecutiveFailures(),
                life == null ? null : life.startedAt(),
                life == null ? null : life.fence(),
                lastExit));
    }

    /** Tells listeners of something that changes no state. */
    void tell(String what) {
        tell(view.state(), view.state(), what);
    }

    private void tell(AgentState from, AgentState to, String reason) {
        services.events().publish(new AgentEvent(now(), spec.name(), incarnations, from, to, reason));
    }

    // For other threads.

    /** The agent's name. */
    public String name() {
        return spec.name();
    }

    /** What other threads may see of it. */
    public AgentView view() {
        return view;
    }

    /** Asks it to run; fulfilled when its code was entered. */
    public CompletableFuture<Void> start() {
        return submit(Signal.Start::new);
    }

    /** Asks it to rest after at most {@code grace}; fulfilled when nothing of it is left. */
    public CompletableFuture<Void> stop(Duration grace) {
        return submit(done -> new Signal.Stop(grace, done));
    }

    /** Asks it to rest and to run again; fulfilled when its code was entered again. */
    public CompletableFuture<Void> restart() {
        return submit(Signal.Restart::new);
    }

    /** Asks it to stand still; fulfilled when the kernel confirms it. */
    public CompletableFuture<Void> pause() {
        return submit(Signal.Pause::new);
    }

    /** Asks it to go on; fulfilled when the kernel confirms it. */
    public CompletableFuture<Void> resume() {
        return submit(Signal.Resume::new);
    }

    /** Asks it to rest for good; fulfilled when nothing of it is left. */
    public CompletableFuture<Void> retire() {
        return submit(Signal.Retire::new);
    }

    private CompletableFuture<Void> submit(Function<CompletableFuture<Void>, Signal.Command> command) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (!inbox.put(command.apply(done))) {
            done.completeExceptionally(new AgentStateException(spec.name(), view.state(), "its runtime is closed"));
        }
        return done;
    }

    /** Puts a message of another agent into its inbox; answers why not, if it cannot. */
    public Optional<String> offerMail(Deliver message) {
        AgentState state = view.state();
        if (state.atRest() || state == AgentState.STUCK) {
            return Optional.of("it is " + state);
        }
        return inbox.offer(new Signal.Mail(message)) ? Optional.empty() : Optional.of("its inbox is full");
    }

    // For the phases.

    AgentSpec spec() {
        return spec;
    }

    ResolvedProgram program() {
        return program;
    }

    Services services() {
        return services;
    }

    AgentLogs logs() {
        return logs;
    }

    Inbox inbox() {
        return inbox;
    }

    RestartHistory history() {
        return history;
    }

    Waiters waiters() {
        return waiters;
    }

    WorkerTalk talk() {
        return talk;
    }

    HookRunner hooks() {
        return hooks;
    }

    Instant now() {
        return services.clock().instant();
    }

    boolean retiring() {
        return retiring;
    }

    Wanted wanted() {
        return wanted;
    }

    void want(Wanted wanted) {
        this.wanted = wanted;
    }

    long incarnations() {
        return incarnations;
    }

    Incarnation present() {
        if (life == null) {
            throw new IllegalStateException("agent '" + spec.name() + "' has no incarnation");
        }
        return life;
    }

    /** The next life begins; nothing of it exists yet. */
    Incarnation beginIncarnation() throws IOException {
        incarnations++;
        Path crashFile = services.directory().agentDirectory(spec.name()).resolve("hs_err_" + incarnations + ".log");
        life = new Incarnation(incarnations, now(), logs.mark(), crashFile);
        talk.reset();
        return life;
    }

    /** The present life is over. */
    void endIncarnation(ExitReport report) {
        lastExit = report;
        view.remember(report.limits());
        life = null;
    }

    /** Forgets the present life without a report; answers what still fences it. */
    @Nullable
    Fence abandonIncarnation() {
        Incarnation abandoned = life;
        life = null;
        if (abandoned == null) {
            return null;
        }
        services.gateway().forget(abandoned.token());
        abandoned.hangUp();
        return abandoned.fence();
    }

    FenceRequest fenceRequest(long incarnation) {
        return new FenceRequest(
                spec.name(),
                incarnation,
                spec.isolation().limits(),
                services.enforcement(),
                spec.priority().cpuWeight(),
                List.of());
    }

    void admitted(Admission.Place place) {
        this.place = place;
    }

    void giveBackPlace() {
        if (place != null) {
            place.giveBack();
            place = null;
        }
    }

    SupervisorMessage.Start startMessage() {
        return new SupervisorMessage.Start(
                spec.name(),
                incarnations,
                program.program().program(),
                spec.args(),
                spec.input(),
                spec.attributes(),
                services.heartbeat().toMillis());
    }

    /** The agent is to run again as soon as the present incarnation is gone, which is no failure. */
    Phase runsAfterwards(CompletableFuture<Void> done, Phase phase) {
        wanted = Wanted.UP;
        restartRequested = true;
        waiters.awaitStart(done);
        return phase;
    }

    /** Whether a user wants it to run again at once; answered once for each request. */
    boolean takeRestartRequest() {
        boolean requested = restartRequested;
        restartRequested = false;
        return requested;
    }

    /** A start by hand, of an agent without a process: its failures are forgotten. */
    Phase roused(CompletableFuture<Void> done) {
        wanted = Wanted.UP;
        restartRequested = false;
        view.roused();
        history.forgive();
        waiters.awaitStart(done);
        return new Waiting(this, "started by request");
    }

    /** Refuses a request that only a running agent can fulfil. */
    Phase refused(Signal.Command command, Phase phase) {
        command.done().completeExceptionally(impossible(phase, "only a running agent can be paused or resumed"));
        return phase;
    }

    /** A request that the present phase cannot fulfil. */
    AgentStateException impossible(Phase phase, String why) {
        return new AgentStateException(spec.name(), phase.state(), why);
    }
}
