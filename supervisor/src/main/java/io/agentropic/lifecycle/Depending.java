package io.agentropic.lifecycle;

import io.agentropic.dependency.Outlook;
import io.agentropic.exit.ExitReport;
import io.agentropic.exit.UnmetDependency;
import io.agentropic.status.AgentState;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for other agents that it depends on. */
final class Depending implements Phase {

    private static final Logger LOG = LoggerFactory.getLogger(Depending.class);

    private final AgentLife agent;
    private final String afterwards;

    /**
     * Not waiting yet.
     *
     * @param afterwards why it is started when the wait is over
     */
    Depending(AgentLife agent, String afterwards) {
        this.agent = agent;
        this.afterwards = afterwards;
    }

    /** To be started as soon as what it depends on is as wanted and there is a place. */
    static Phase orElseWaiting(AgentLife agent, String reason) {
        return agent.dependencies().outlook() instanceof Outlook.Clear
                ? new Waiting(agent, reason)
                : new Depending(agent, reason);
    }

    @Override
    public AgentState state() {
        return AgentState.WAITING;
    }

    @Override
    public String reason() {
        return switch (agent.dependencies().outlook()) {
            case Outlook.Clear _ -> afterwards;
            case Outlook.Pending(String reason) -> reason;
            case Outlook.Hopeless(String reason) -> reason;
        };
    }

    @Override
    public Phase enter() {
        return look();
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Observed _ -> look();
            case Signal.Start(var done) -> agent.requests().onItsWay(done, this);
            case Signal.Restart(var done) -> agent.requests().onItsWay(done, this);
            case Signal.Stop(var _, var done) -> agent.requests().calledOff(done, "stopped while it waited for others");
            case Signal.Command command -> agent.requests().refused(command, this);
            default -> this;
        };
    }

    private Phase look() {
        return switch (agent.dependencies().outlook()) {
            case Outlook.Clear _ -> new Waiting(agent, afterwards);
            case Outlook.Pending _ -> this;
            case Outlook.Hopeless(String reason) -> fail(reason);
        };
    }

    /** An exit without a process, reported as any other. */
    private Phase fail(String reason) {
        try {
            agent.countIncarnation();
            Incarnation unborn = agent.beginIncarnation();
            ExitReport report = UnmetDependency.report(agent.name(), unborn.number(), unborn.startedAt(), reason);
            agent.endIncarnation(report);
            agent.reactions().neverBegan(report, reason);
            agent.services().reports().write(report);
        } catch (IOException e) {
            LOG.error("the exit report of agent '{}' cannot be written", agent.name(), e);
        }
        return new Resting(agent, AgentState.FAILED, "not started: " + reason);
    }
}
