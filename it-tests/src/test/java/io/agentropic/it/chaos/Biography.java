package io.agentropic.it.chaos;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.it.support.Eventually;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What was done to one agent, and what its supervisor said became of it, from its being added until its being removed; each
 * thing is checked as it comes in. Any thread may use it.
 */
final class Biography {

    /** What a fact may take to show on the slowest machine. */
    private static final Duration PATIENCE = Eventually.GENEROUS.multipliedBy(3);

    private static final int REMEMBERED = 60;

    private final String name;
    private final Violations violations;
    // All below is guarded by this.
    private final Deeds deeds = new Deeds();
    private final Restarts restarts;
    private AgentState state = AgentState.NEW;
    private long life;
    private final Set<Long> deaths = new TreeSet<>();
    private final TreeMap<Long, ExitReport> reports = new TreeMap<>();
    private final Deque<String> recent = new ArrayDeque<>();

    Biography(String name, Temper temper, Violations violations) {
        this.name = name;
        this.violations = violations;
        this.restarts = new Restarts(temper);
    }

    String name() {
        return name;
    }

    // What was done.

    /** To be called before the request is made. */
    synchronized long asks(Request request) {
        note("asked to " + request);
        return deeds.asks(request);
    }

    /** The request was granted, or refused when {@code refusal} is not empty. */
    synchronized void returned(long id, Request request, String refusal) {
        note(request + (refusal.isEmpty() ? " returned" : " refused: " + refusal));
        deeds.returned(id);
    }

    /** A stop has returned: unless somebody had it started meanwhile, the agent rests. */
    synchronized void stopped(long id, Supplier<AgentState> seen) {
        AgentState now = seen.get();
        if (!now.atRest() && !deeds.asked(Request::rouses, deeds.begunAt(id), Instant.now())) {
            violate("a stop returned and it is " + now);
        }
    }

    /** Whether so many requests are under way that one more would only wait. */
    synchronized boolean isBusy() {
        return deeds.open() > 2;
    }

    /** Whether every request has returned. */
    synchronized boolean isIdle() {
        return deeds.open() == 0;
    }

    /** To be called before the harm is done. */
    synchronized void harms(long victim, Fault fault) {
        note("life " + victim + " suffers " + fault);
        deeds.harms(victim, fault);
    }

    /** The kernel took a signal that nothing survives. */
    synchronized void condemned(long victim) {
        deeds.condemned(victim);
    }

    // What was said.

    synchronized void happened(AgentEvent event) {
        note(event.from() + " -> " + event.to() + " in life " + event.incarnation() + ": " + event.reason());
        if (event.from() == event.to()) {
            require(event.incarnation() == life, "an event of life " + event.incarnation() + " in life " + life);
            return;
        }
        require(event.from() == state, "it came from " + event.from() + " and had been " + state);
        require(Transitions.allowed(event.from(), event.to()), event.from() + " was followed by " + event.to());
        long expected = event.to() == AgentState.STARTING ? life + 1 : life;
        require(event.incarnation() == expected, event.to() + " in life " + event.incarnation() + ", not " + expected);
        state = event.to();
        life = event.incarnation();
        follow(event);
    }

    private void follow(AgentEvent event) {
        switch (event.to()) {
            case FINISHING -> require(deaths.add(life), "life " + life + " ended twice");
            case BACKOFF -> restarts.backsOff(life, event.at()).ifPresent(this::violate);
            case WAITING -> startsAgain(event);
            case FAILED ->
                require(
                        event.reason().contains("restart budget is spent") && restarts.spent(),
                        "it gave up without cause: " + event.reason());
            case STUCK -> violate("it is STUCK: " + event.reason());
            case NEW, STARTING, RUNNING, STOPPING, KILLING, STOPPED, COMPLETED -> {}
        }
    }

    private void startsAgain(AgentEvent event) {
        if (event.reason().contains("by request")) {
            restarts.forgiven(life);
        } else if (event.from() == AgentState.BACKOFF) {
            restarts.delayOver(life, event.at());
            restarts.judge(life).ifPresent(this::violate);
        } else {
            require(event.from() == AgentState.NEW, "nobody asked for its start: " + event.reason());
        }
    }

    synchronized void reported(ExitReport report) {
        long number = report.incarnation();
        note("life " + number + " reported as " + report.cause() + ": " + report.summary());
        require(reports.put(number, report) == null, "life " + number + " was reported twice");
        require(
                explained(report).contains(report.cause()),
                "life " + number + " ended as " + report.cause() + ", which nothing explains; done to it was "
                        + deeds.harmTo(number) + "; " + report);
        restarts.ended(report);
    }

    private Set<ExitCause> explained(ExitReport report) {
        Set<ExitCause> causes = EnumSet.noneOf(ExitCause.class);
        deeds.harmTo(report.incarnation()).forEach(fault -> causes.addAll(fault.causes()));
        if (deeds.asked(Request::ends, report.startedAt(), report.endedAt())) {
            causes.add(ExitCause.STOPPED);
            causes.add(ExitCause.FORCED);
        }
        if (isCutShort(report)) {
            causes.add(ExitCause.FAILED);
        }
        return causes;
    }

    /**
     * Whether it had begun to exit when a signal ended it. What {@code wait} then says to Java is what it says of an exit
     * with that code, which is what the supervisor takes it for.
     */
    private boolean isCutShort(ExitReport report) {
        Set<Fault> harm = deeds.harmTo(report.incarnation());
        return harm.size() > 1 && harm.stream().anyMatch(fault -> fault.hasCode(report.code()));
    }

    synchronized void restarting(ExitReport report, Duration delay) {
        restarts.announced(report.incarnation(), delay);
        restarts.judge(report.incarnation()).ifPresent(this::violate);
    }

    // What became of it.

    /** Looks whether something is overdue. */
    synchronized void check() {
        deeds.openFor(PATIENCE).ifPresent(request -> violate(request + " does not return"));
        deeds.condemnedFor(PATIENCE).stream()
                .filter(victim -> !reports.containsKey(victim))
                .forEach(victim -> violate("life " + victim + " got SIGKILL and no report tells of its end"));
    }

    /** Whether it rests, and each of so many lives was told of by its end and its report. */
    synchronized boolean isComplete(long lives) {
        return state.atRest() && state != AgentState.NEW && deaths.size() == lives && reports.size() == lives;
    }

    synchronized boolean knows(ExitReport report) {
        return report.equals(reports.get(report.incarnation()));
    }

    synchronized long restarts() {
        return restarts.total();
    }

    synchronized List<ExitReport> reports() {
        return List.copyOf(reports.values());
    }

    private void require(boolean fact, String otherwise) {
        if (!fact) {
            violate(otherwise);
        }
    }

    private void violate(String what) {
        violations.add("agent '" + name + "': " + what + "\n  " + String.join("\n  ", recent));
    }

    private void note(String what) {
        if (recent.size() == REMEMBERED) {
            recent.removeFirst();
        }
        recent.addLast(Instant.now() + " " + what);
    }

    @Override
    public synchronized String toString() {
        return name + " in " + state + ", life " + life + ", reports " + reports.keySet() + "\n  "
                + String.join("\n  ", recent);
    }
}
