package io.agentropic.lifecycle;

import io.agentropic.exit.Ending;
import io.agentropic.exit.ExitReport;
import io.agentropic.exit.Expectation;
import io.agentropic.fence.Evidence;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.launch.Lodging;
import io.agentropic.restart.RestartDecision;
import io.agentropic.restart.Standing;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentState;
import io.agentropic.status.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main process is gone (or never came to be). What it left behind is killed, what the worker had still said is heard,
 * the evidence is read, the fence removed, the report written; then it is decided what follows.
 */
final class Finishing implements Phase {

    private static final Logger LOG = LoggerFactory.getLogger(Finishing.class);
    private static final int TAIL_LINES = 50;

    /** How long the last words of a dead worker may take to arrive. */
    static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final AgentLife agent;
    private final @Nullable Integer code;
    private final boolean forGood;
    private final Instant endedAt;
    private Deadline lastWords = Deadline.NONE;

    private Finishing(AgentLife agent, @Nullable Integer code, boolean forGood) {
        this.agent = agent;
        this.code = code;
        this.forGood = forGood;
        this.endedAt = agent.now();
    }

    /** The main process ended with this exit code. */
    static Finishing after(AgentLife agent, int code) {
        return new Finishing(agent, code, false);
    }

    /** No process came to be; another attempt may succeed. */
    static Finishing ofUnborn(AgentLife agent) {
        return new Finishing(agent, null, false);
    }

    /** No process came to be, and none ever will: the host cannot hold what was asked for. */
    static Finishing forGood(AgentLife agent) {
        return new Finishing(agent, null, true);
    }

    @Override
    public AgentState state() {
        return AgentState.FINISHING;
    }

    @Override
    public String reason() {
        return code == null ? "it could not be started" : "its main process ended with exit code " + code;
    }

    @Override
    public Phase enter() throws InterruptedException {
        Incarnation life = agent.present();
        life.gone();
        agent.talk().vitals().off();
        life.embodiment().closeDoor(agent.services().gateway());
        if (code != null && Lingering.isCalledFor(agent)) {
            return new Lingering(agent, code);
        }
        if (!clearLeftovers(life)) {
            return new Stuck(agent, code);
        }
        if (life.line().heardAll()) {
            return conclude();
        }
        lastWords = Deadline.in(LAST_WORDS);
        return this;
    }

    private boolean clearLeftovers(Incarnation life) throws InterruptedException {
        Fence fence = life.fence();
        if (fence == null) {
            return true;
        }
        fence.kill();
        return fence.awaitEmpty(Killing.TIMEOUT);
    }

    @Override
    public Deadline deadline() {
        return lastWords;
    }

    @Override
    public Phase onDeadline() {
        agent.present().line().hangUp();
        return conclude();
    }

    @Override
    public Phase on(Signal signal) {
        return switch (signal) {
            case Signal.HungUp _ -> conclude();
            case Signal.Stop(var _, var done) -> {
                agent.want(Wanted.DOWN);
                agent.waiters().awaitRest(done);
                yield this;
            }
            case Signal.Start(var done) -> agent.runsAfterwards(done, this);
            case Signal.Restart(var done) -> agent.runsAfterwards(done, this);
            case Signal.Command command -> agent.requests().refused(command, this);
            default -> this;
        };
    }

    private Phase conclude() {
        Incarnation life = agent.present();
        agent.history().ranFor(life.ranFor());
        Supervision supervision = agent.spec().supervision();
        boolean tooSoon = life.uptime().compareTo(supervision.minUptime()) < 0;
        life.record().expects(new Expectation(supervision.exitCodes().success(), tooSoon));
        ExitReport report = life.record().report(ending(life));
        agent.domain().ended(report.cause(), news -> agent.inbox().put(new Signal.DomainNews(news)));
        agent.endIncarnation(report);
        agent.show(this);
        remove(life.fence());
        leave(life.lodging());
        keep(report);
        agent.seat().giveBack();
        Optional<RestartDecision> decision = decision(report);
        agent.reactions().ended(report, agent.history().consecutiveFailures(), decision);
        return decision.map(known -> decided(report, known)).orElseGet(() -> asWanted(report));
    }

    /** What its own rules say; empty where a request or its group has a say. */
    private Optional<RestartDecision> decision(ExitReport report) {
        if (agent.wanted() == Wanted.DOWN || agent.membership().mustHold() || agent.runsAgain()) {
            return Optional.empty();
        }
        return Optional.of(
                forGood
                        ? new RestartDecision.GiveUp("this host cannot hold what was asked for")
                        : agent.history()
                                .decide(
                                        standing(report),
                                        System.nanoTime(),
                                        agent.services().random().getAsDouble()));
    }

    private Standing standing(ExitReport report) {
        return agent.spec().supervision().exitCodes().standing(report.cause(), report.code());
    }

    private Phase asWanted(ExitReport report) {
        if (agent.wanted() == Wanted.DOWN) {
            return new Resting(agent, AgentState.STOPPED, report.summary());
        }
        agent.waiters().ended();
        if (agent.membership().mustHold()) {
            return agent.membership().hold();
        }
        if (agent.takeAgain() == Again.BY_REQUEST) {
            agent.history().forgive();
            return Depending.orElseWaiting(agent, "restarted by request");
        }
        return Depending.orElseWaiting(agent, "restarted with another agent");
    }

    private Phase decided(ExitReport report, RestartDecision decision) {
        agent.waiters().ended();
        return switch (decision) {
            case RestartDecision.Complete _ -> new Resting(agent, AgentState.COMPLETED, report.summary());
            case RestartDecision.GiveUp(String why) -> {
                if (!forGood && standing(report) != Standing.PREVENTED) {
                    agent.membership().gaveUp(why);
                }
                yield new Resting(agent, AgentState.FAILED, report.summary() + "; not started again, because " + why);
            }
            case RestartDecision.Recover(Duration delay, String why) ->
                new BackingOff(agent, delay, report.summary() + "; " + why);
            case RestartDecision.Restart(Duration delay) -> agent.membership().again(delay, report.summary());
        };
    }

    private Ending ending(Incarnation life) {
        Fence fence = life.fence();
        return new Ending(
                agent.name(),
                life.number(),
                life.pid(),
                code,
                life.startedAt(),
                endedAt,
                fence == null ? Evidence.NONE : fence.evidence(),
                fence == null ? List.of() : fence.limits(),
                life.strain(),
                crashFile(life),
                tail(life, true),
                tail(life, false),
                life.identity());
    }

    private static @Nullable Path crashFile(Incarnation life) {
        Lodging lodging = life.lodging();
        if (lodging == null) {
            return null;
        }
        try {
            Path file = lodging.crashReport();
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? file : null;
        } catch (IOException e) {
            LOG.error("the crash report of {} cannot be kept", life.pid(), e);
            return null;
        }
    }

    private List<String> tail(Incarnation life, boolean stdout) {
        try {
            return stdout
                    ? agent.logs().stdout().tail(TAIL_LINES, life.logMark().stdoutBytes())
                    : agent.logs().stderr().tail(TAIL_LINES, life.logMark().stderrBytes());
        } catch (IOException e) {
            return List.of("(the log file cannot be read: " + e + ")");
        }
    }

    private void remove(@Nullable Fence fence) {
        try {
            if (fence != null) {
                fence.close();
            }
        } catch (FenceException e) {
            LOG.error("the fence of agent '{}' cannot be removed", agent.name(), e);
        }
    }

    private void leave(@Nullable Lodging lodging) {
        try {
            if (lodging != null) {
                lodging.close();
            }
        } catch (IOException e) {
            LOG.error("the private directory of agent '{}' cannot be removed", agent.name(), e);
        }
    }

    private void keep(ExitReport report) {
        try {
            agent.services().reports().write(report);
        } catch (IOException e) {
            LOG.error("the exit report {} cannot be written", report.file(), e);
        }
    }
}
