package io.agentropic.lifecycle;

import io.agentropic.exit.OwnAction;
import io.agentropic.exit.ThreadDump;
import io.agentropic.logs.LogFile;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.time.Duration;

/**
 * The agent is to be ended because it does not respond: first its JVM is asked, by SIGQUIT, what its threads do. The dump
 * goes to the agent's own standard output.
 */
final class Diagnosing implements Phase {

    /** How long the dump may take; a JVM that is well enough to write one needs some 50 ms. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final int MAX_BYTES = 512 * 1024;

    private final AgentLife agent;
    private final OwnAction action;
    private final String why;
    private final LogFile stdout;
    private long sizeBefore;
    private int writtenBefore;
    private Deadline poll = Deadline.NONE;
    private Deadline patience = Deadline.NONE;

    Diagnosing(AgentLife agent, OwnAction action, String why) {
        this.agent = agent;
        this.action = action;
        this.why = why;
        this.stdout = agent.logs().stdout();
    }

    @Override
    public AgentState state() {
        return AgentState.STOPPING;
    }

    @Override
    public String reason() {
        return why;
    }

    @Override
    public Phase enter() {
        Incarnation life = agent.present();
        agent.talk().vitals().off();
        life.record().complained(why);
        if (!life.line().isConnected() || life.isFrozen()) {
            return stop();
        }
        life.blame(action, agent.now(), "found unresponsive: " + why);
        try {
            sizeBefore = stdout.position();
        } catch (IOException e) {
            life.record().acted(agent.now(), "took no thread dump: " + e);
            return stop();
        }
        life.askForThreadDump(agent.now());
        patience = Deadline.in(PATIENCE);
        poll = Deadline.in(POLL);
        return this;
    }

    private Phase stop() {
        return Stopping.because(agent, action, agent.spec().supervision().stopGrace());
    }

    @Override
    public Deadline deadline() {
        return poll.or(patience);
    }

    @Override
    public Phase onDeadline() {
        String written = written();
        if (!patience.passed() && !isWhole(written)) {
            poll = Deadline.in(POLL);
            return this;
        }
        ThreadDump dump = ThreadDump.in(written);
        agent.present().record().dumped(dump);
        if (dump.lines().isEmpty()) {
            agent.present().record().acted(agent.now(), "got no thread dump");
        }
        return stop();
    }

    /** Whether all threads are in it, and nothing was added since the look before. */
    private boolean isWhole(String written) {
        boolean settled = written.length() == writtenBefore;
        writtenBefore = written.length();
        return settled && ThreadDump.isWhole(written);
    }

    private String written() {
        try {
            return stdout.writtenSince(sizeBefore, MAX_BYTES);
        } catch (IOException unreadable) {
            return "";
        }
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.Exited(long _, int code) -> {
                agent.present().record().dumped(ThreadDump.in(written()));
                yield Finishing.after(agent, code);
            }
            case Signal.Stop stop -> Stopping.asAsked(agent, stop);
            case Signal.Start(var done) -> agent.runsAfterwards(done, this);
            case Signal.Restart(var done) -> agent.runsAfterwards(done, this);
            case Signal.Command command -> agent.requests().refused(command, this);
            default -> this;
        };
    }
}
