package io.agentropic.cli;

import io.agentropic.json.EventDocument;
import io.agentropic.limits.LimitReport;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Prints a line for each step in an agent's life, and once for each agent what came of its limits. Thread-safe. */
final class EventPrinter implements Consumer<AgentEvent> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final int WIDEST_NAME = 32;
    static final int STATE_WIDTH = AgentState.COMPLETED.name().length();

    private final boolean json;
    private final boolean coloured = Terminal.coloured();
    private final String arrow = " " + Terminal.arrow() + " ";
    private final int nameWidth;
    private final Function<String, Optional<AgentHandle>> agents;
    private final Set<String> limitsPrinted = new HashSet<>();

    /** Of agents with these names, which {@code agents} finds. */
    EventPrinter(boolean json, List<String> names, Function<String, Optional<AgentHandle>> agents) {
        this.json = json;
        this.nameWidth = Math.min(
                WIDEST_NAME, names.stream().mapToInt(String::length).max().orElse(0));
        this.agents = agents;
    }

    @Override
    public synchronized void accept(AgentEvent event) {
        if (json) {
            System.out.println(EventDocument.of(event));
            return;
        }
        String step = event.from() == event.to()
                ? ""
                : padded(event.from(), false) + arrow + padded(event.to(), coloured) + "  ";
        line(event, step + Terminal.safe(event.reason()));
        if (event.to() == AgentState.RUNNING && limitsPrinted.add(event.agent())) {
            agents.apply(event.agent()).ifPresent(agent -> limits(event, agent.limits()));
        }
    }

    private void limits(AgentEvent event, List<LimitReport> limits) {
        for (LimitReport limit : limits) {
            line(event, Terminal.safe("limit " + LimitTable.sentence(limit)));
        }
    }

    private void line(AgentEvent event, String text) {
        String name =
                event.agent() + " ".repeat(Math.max(0, nameWidth - event.agent().length()));
        System.out.println((TIME.format(event.at()) + "  " + name + "  " + text).stripTrailing());
    }

    private static String padded(AgentState state, boolean coloured) {
        String padding = " ".repeat(Math.max(0, STATE_WIDTH - state.name().length()));
        return Terminal.state(state.name(), coloured) + padding;
    }
}
