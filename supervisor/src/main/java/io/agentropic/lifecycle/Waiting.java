package io.agentropic.lifecycle;

import io.agentropic.dependency.Outlook;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.schedule.Admission;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentState;
import io.agentropic.status.Wanted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits for a place to run. */
final class Waiting implements Phase {

    private final AgentLife agent;
    private final String reason;
    private Admission.@Nullable Request request;

    Waiting(AgentLife agent, String reason) {
        this.agent = agent;
        this.reason = reason;
    }

    @Override
    public AgentState state() {
        return AgentState.WAITING;
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public Phase enter() {
        if (agent.wanted() == Wanted.DOWN) {
            return new Resting(agent, AgentState.STOPPED, "stopped before it was started");
        }
        if (agent.domain().needsPermit()) {
            return new AwaitingPermit(agent, reason);
        }
        Optional<Admission.Request> asked = ask();
        if (asked.isEmpty()) {
            agent.domain().giveBack();
            return new Resting(
                    agent, AgentState.FAILED, "rejected: as many agents wait already as runtime.maxQueued allows");
        }
        request = asked.get();
        return this;
    }

    /** One that has run before is never rejected: it gave its place back to get one again. */
    private Optional<Admission.Request> ask() {
        Admission admission = agent.services().admission();
        AgentSpec spec = agent.spec();
        ResourceLimits limits = spec.isolation().limits();
        return agent.hasRun()
                ? Optional.of(admission.request(spec.priority(), limits, this::admitted))
                : admission.requestUnlessFull(spec.priority(), limits, this::admitted);
    }

    /** What it asks for has changed. */
    void askAnew() {
        if (request != null) {
            AgentSpec spec = agent.spec();
            agent.services()
                    .admission()
                    .change(request, spec.priority(), spec.isolation().limits());
        }
    }

    /** An agent whose thread has ended needs no place. */
    private void admitted(Admission.Place place) {
        if (!agent.inbox().put(new Signal.Admitted(place))) {
            place.giveBack();
        }
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Admitted(var place) -> {
                agent.seat().take(place);
                if (!agent.seat().reserve(agent.spec().isolation().limits()).isEmpty()) {
                    agent.seat().giveBack();
                    yield new Waiting(agent, reason);
                }
                agent.countIncarnation();
                yield new Preparing(agent);
            }
            case Signal.Start(var done) -> agent.requests().onItsWay(done, this);
            case Signal.Restart(var done) -> agent.requests().onItsWay(done, this);
            case Signal.Stop(var _, var done) -> {
                withdraw();
                yield agent.requests().calledOff(done, "stopped before it was started");
            }
            case Signal.Command command -> agent.requests().refused(command, this);
            case Signal.Observed _
            when !(agent.dependencies().outlook() instanceof Outlook.Clear) -> {
                withdraw();
                agent.domain().giveBack();
                yield new Depending(agent, reason);
            }
            default -> this;
        };
    }

    /** What it waits with; {@code null} before it has asked. */
    Admission.@Nullable Request request() {
        return request;
    }

    /** Waits for no place any more. */
    void withdraw() {
        if (request != null) {
            agent.services().admission().cancel(request);
        }
    }
}
