package io.agentropic.lifecycle;

import io.agentropic.dependency.Standing;
import io.agentropic.group.Group;
import io.agentropic.ipc.SupervisorMessage.Deliver;
import io.agentropic.launch.ResolvedProgram;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.Priority;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStateException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One agent, as other threads see it: requests go into its inbox, what may be seen of it is in its view. */
public final class Agent implements Recipient {

    private final AgentSpec spec;
    private final Services services;
    private final Inbox inbox = new Inbox();
    private final AgentView view;
    private final AgentLife life;

    private final Optional<Group> group;

    /** An agent that has not begun yet. */
    public Agent(AgentSpec spec, ResolvedProgram program, Services services, Optional<Group> group) {
        this(spec, program, services, group, Companion.NONE);
    }

    /** As {@link #Agent(AgentSpec, ResolvedProgram, Services, Optional)}, with a companion. */
    public Agent(
            AgentSpec spec, ResolvedProgram program, Services services, Optional<Group> group, Companion companion) {
        this.spec = spec;
        this.services = services;
        this.view = new AgentView(
                spec,
                Optional.ofNullable(spec.failureDomain())
                        .flatMap(services.domains()::find)
                        .orElse(null));
        this.life = new AgentLife(spec, program, services, inbox, view, group, companion);
        this.group = group;
    }

    /** Begins its life, in its first start. */
    public void begin() throws IOException {
        services.reports().forget(spec.name());
        services.router().add(this);
        services.rotation().watch(life.logs());
        life.handover().announce();
        group.ifPresent(owner -> owner.join(new GroupMember(spec, inbox)));
        Thread.ofVirtual().name("agent-" + spec.name()).start(this::live);
    }

    private void live() {
        try {
            new LifeLoop(life).run();
        } finally {
            life.handover().rests();
            services.rotation().forget(life.logs());
            services.router().remove(this);
            inbox.close().forEach(this::refuseLate);
        }
    }

    private void refuseLate(Signal signal) {
        switch (signal) {
            case Signal.Command command -> refuseLate(command.done());
            case Signal.Admitted(var place) -> place.giveBack();
            case Signal.Permitted(var permit) -> life.domain().refuse(permit);
            case Signal.Held _, Signal.DomainNews _, Signal.OfIncarnation _ -> {}
            case Signal.HookFailed _, Signal.Order _, Signal.Observed _, Signal.Watch _, Signal.WindDown _ -> {}
        }
    }

    private void refuseLate(CompletableFuture<Void> done) {
        done.completeExceptionally(new AgentStateException(spec.name(), view.state(), "it is not supervised any more"));
    }

    @Override
    public String name() {
        return spec.name();
    }

    /** What other threads may see of it. */
    public AgentView view() {
        return view;
    }

    /** Asks it to run; fulfilled when its code was entered. */
    public CompletableFuture<Void> start() {
        return request(Signal.Start::new);
    }

    /** As {@link #start}; failures so far count on. */
    public CompletableFuture<Void> hurry() {
        return request(Signal.Hurry::new);
    }

    /** Asks it to forget its failures; fulfilled when one that had failed for good is stopped. */
    public CompletableFuture<Void> reset() {
        return request(Signal.Reset::new);
    }

    /**
     * Asks it to rest after at most {@code grace}; fulfilled when nothing of it is left.
     *
     * @param grace zero kills at once; more than a hundred years counts as a hundred
     * @throws IllegalArgumentException when it is negative
     */
    public CompletableFuture<Void> stop(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the grace of a stop must not be negative: " + grace);
        }
        Duration bounded = Deadline.bounded(grace);
        return request(done -> new Signal.Stop(bounded, done));
    }

    /** Asks it to rest and to run again; fulfilled when its code was entered again. */
    public CompletableFuture<Void> restart() {
        return request(Signal.Restart::new);
    }

    /** Asks it to stand still; fulfilled when the kernel confirms it. */
    public CompletableFuture<Void> pause() {
        return request(Signal.Pause::new);
    }

    /** Asks it to go on; fulfilled when the kernel confirms it. */
    public CompletableFuture<Void> resume() {
        return request(Signal.Resume::new);
    }

    /** Asks it to live on with these limits in place of those there are; fulfilled when each was read back. */
    public CompletableFuture<Void> update(ResourceLimits changes) {
        return request(done -> new Signal.Update(changes, Optional.empty(), done));
    }

    /** Asks it to live on with this priority; fulfilled when the weight that follows from it was read back. */
    public CompletableFuture<Void> update(Priority priority) {
        return request(done -> new Signal.Update(ResourceLimits.NONE, Optional.of(priority), done));
    }

    /** Asks it to rest for good; fulfilled when nothing of it is left. */
    public CompletableFuture<Void> retire() {
        return request(Signal.Retire::new);
    }

    /** Asks it to be known no more; refused unless it rests. */
    public CompletableFuture<Void> remove() {
        return request(Signal.Remove::new);
    }

    /** Tells it that nothing is started any more. */
    public void windDown() {
        var _ = inbox.put(new Signal.WindDown());
    }

    /** Lets {@code dependent} know from now on how this agent stands. */
    public void tellStanding(Agent dependent) {
        var _ = inbox.put(new Signal.Watch(dependent::observes));
    }

    /** An agent that it depends on stands like this now; whether it still wants to know. */
    public boolean observes(Standing standing) {
        return inbox.put(new Signal.Observed(standing));
    }

    private CompletableFuture<Void> request(Function<CompletableFuture<Void>, Signal.Command> command) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (!inbox.put(command.apply(done))) {
            refuseLate(done);
        }
        return done;
    }

    @Override
    public Delivery offerMail(Deliver message, Runnable whenRoom) {
        AgentState state = view.state();
        return state.hasEnded() || state == AgentState.STUCK
                ? new Delivery.Refused("it is " + state)
                : life.mailbox().offer(message, whenRoom);
    }

    @Override
    public void stallMail() {
        life.mailbox().stall();
    }
}
