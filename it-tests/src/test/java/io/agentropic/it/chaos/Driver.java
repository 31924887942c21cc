package io.agentropic.it.chaos;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Lane;
import io.agentropic.runtime.ShutdownReport;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes the steps of a schedule, one after the other, and looks at everything after each. */
final class Driver {

    private static final Duration PATIENCE = Eventually.GENEROUS.multipliedBy(3);

    private final Scene scene;
    private final Schedule schedule;
    private final List<Victim> victims = new ArrayList<>();
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private long steps;

    Driver(Scene scene, Schedule schedule) {
        this.scene = scene;
        this.schedule = schedule;
        scene.runtime().onEvent(scene.chronicle()::happened);
        for (int agent = 0; agent < schedule.agents(); agent++) {
            victims.add(new Victim(scene, "chaos-" + agent, Temper.of(agent)));
        }
    }

    /** For so long, and until so many restarts have been seen. */
    void run(Duration least, long restarts) throws InterruptedException, IOException {
        long end = System.nanoTime() + least.toNanos();
        Iterator<Schedule.Step> following = schedule.steps().iterator();
        while (System.nanoTime() < end || restarts() < restarts) {
            Schedule.Step step = following.next();
            Thread.sleep(step.pause());
            take(step);
            steps = step.number();
            check();
        }
    }

    private void take(Schedule.Step step) throws InterruptedException {
        Victim victim = victims.get(step.agent());
        switch (step.act()) {
            case Schedule.Act.Harm(Fault fault)
            when fault.needsMemoryLimit() && Lane.group().isEmpty() -> {}
            case Schedule.Act.Harm(Fault fault) -> {
                if (victim.suffer(fault)) {
                    done.merge(fault, 1, Integer::sum);
                }
            }
            case Schedule.Act.Ask(Request request) -> victim.ask(request);
        }
    }

    private void check() throws IOException {
        scene.census().count();
        scene.chronicle().all().forEach(Biography::check);
        requireNoViolation();
    }

    private void requireNoViolation() {
        scene.violations().requireNone("chaos with seed " + schedule.seed() + ", step " + steps);
    }

    /** How many restarts there were that no user had asked for. */
    long restarts() {
        return scene.chronicle().all().stream().mapToLong(Biography::restarts).sum();
    }

    /** After all that, each agent can be brought to run. */
    void requireAllCanRun() throws InterruptedException, IOException {
        Eventually.within(
                PATIENCE,
                () -> "requests do not return: " + scene.chronicle().all(),
                () -> scene.chronicle().all().stream().allMatch(Biography::isIdle));
        for (Victim victim : victims) {
            Eventually.within(
                    PATIENCE, () -> "it does not run: " + victim.handle().status(), () -> isRoused(victim));
        }
        check();
    }

    /** Whether it runs; one at rest is started, one that stands still resumed. */
    private static boolean isRoused(Victim victim) {
        AgentStatus status = victim.handle().status();
        if (status.state().atRest()) {
            victim.ask(Request.START);
        } else if (status.paused()) {
            victim.ask(Request.RESUME);
        }
        return status.state() == AgentState.RUNNING && !status.paused();
    }

    /** Ends the runtime; then everything is known, and has to fit. */
    void requireAllWereToldOf() throws InterruptedException, IOException {
        List<Biography> last = victims.stream().map(Victim::biography).toList();
        List<Long> ids = last.stream().map(one -> one.asks(Request.SHUT_DOWN)).toList();
        ShutdownReport report = scene.runtime().shutdown();
        if (!report.unstopped().isEmpty()) {
            scene.violations().add("not stopped: " + report.unstopped());
        }
        for (int i = 0; i < last.size(); i++) {
            last.get(i).returned(ids.get(i), Request.SHUT_DOWN, "");
            victims.get(i).awaitComplete();
            requireTracesFit(victims.get(i));
        }
        requireNoViolation();
    }

    /** Each life that took its lock was told of, with its process, and none found the lock taken. */
    private void requireTracesFit(Victim victim) throws IOException {
        Path lives = scene.scratch().resolve(victim.name() + ".lives");
        List<String> told = scene.chronicle().all().stream()
                .filter(one -> one.name().equals(victim.name()))
                .flatMap(one -> one.reports().stream())
                .map(report -> report.incarnation() + " " + report.pid())
                .toList();
        List<String> lived = Files.exists(lives) ? Files.readAllLines(lives) : List.of();
        List<String> untold = new ArrayList<>(lived);
        told.forEach(untold::remove);
        if (!untold.isEmpty()) {
            scene.violations().add("lives of " + victim.name() + " that no report tells of: " + untold);
        }
        if (Files.exists(scene.scratch().resolve(victim.name() + ".twins"))) {
            scene.violations().add("a life of " + victim.name() + " found another one alive");
        }
    }

    /** What happened, in one line for those who read logs. */
    String summary() {
        Map<ExitCause, Long> causes = scene.chronicle().all().stream()
                .flatMap(one -> one.reports().stream())
                .collect(Collectors.groupingBy(ExitReport::cause, TreeMap::new, Collectors.counting()));
        return "chaos with seed " + schedule.seed() + ": " + steps + " steps, " + restarts() + " restarts; faults "
                + done + "; ends " + causes;
    }
}
