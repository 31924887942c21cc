package io.agentropic.it.chaos;

import io.agentropic.exit.ExitReport;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import io.agentropic.status.LifecycleHooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Listens to a runtime and takes down what concerns whom. Names are used again: events of an agent's successor begin with the
 * one that leaves {@code NEW}; its hooks begin as soon as it is announced, as all hooks of the one before were heard then.
 */
final class Chronicle implements LifecycleHooks {

    private final Violations violations;
    // All below is guarded by this.
    private final Map<String, Biography> announced = new HashMap<>();
    private final Map<String, Biography> ofEvents = new HashMap<>();
    private final List<Biography> all = new ArrayList<>();

    Chronicle(Violations violations) {
        this.violations = violations;
    }

    /** An agent of this name is about to be added; every report on an earlier one was heard. */
    synchronized Biography begin(String name, Temper temper) {
        Biography biography = new Biography(name, temper, violations);
        announced.put(name, biography);
        all.add(biography);
        return biography;
    }

    /** Of all agents that there were, also of those that were replaced. */
    synchronized List<Biography> all() {
        return List.copyOf(all);
    }

    /** An event of the runtime; those of its scheduler concern no agent. */
    synchronized void happened(AgentEvent event) {
        if (event.agent().startsWith("(")) {
            return;
        }
        if (event.from() == AgentState.NEW && announced.containsKey(event.agent())) {
            ofEvents.put(event.agent(), announced.get(event.agent()));
        }
        tell(ofEvents, event.agent(), biography -> biography.happened(event));
    }

    @Override
    public synchronized void onStop(ExitReport report) {
        tell(announced, report.agent(), biography -> biography.reported(report));
    }

    @Override
    public synchronized void onRestart(ExitReport report, Duration delay) {
        tell(announced, report.agent(), biography -> {
            if (biography.knows(report)) {
                biography.restarting(report, delay);
            }
        });
    }

    private void tell(Map<String, Biography> among, String name, Consumer<Biography> news) {
        Biography biography = among.get(name);
        if (biography == null) {
            violations.add("something was told of '" + name + "', whom nobody has added");
        } else {
            news.accept(biography);
        }
    }
}
