package io.agentropic.cli;

import io.agentropic.exit.ExitReport;
import io.agentropic.json.ExitReportDocument;
import io.agentropic.json.JsonObject;
import io.agentropic.json.LimitDocument;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.status.AgentState;
import io.agentropic.status.AgentStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How all agents of a run ended.
 *
 * @param agents in the order in which they were spawned
 */
record Summary(List<AgentStatus> agents) {

    static Summary of(List<AgentHandle> agents) {
        return new Summary(agents.stream().map(AgentHandle::status).toList());
    }

    /** Whether every agent completed or was stopped. */
    boolean allWell() {
        return agents.stream()
                .allMatch(agent -> agent.state() == AgentState.COMPLETED || agent.state() == AgentState.STOPPED);
    }

    void print(boolean json) {
        if (json) {
            System.out.println(document());
            return;
        }
        if (agents.isEmpty()) {
            return;
        }
        Table table = Table.of("AGENT", "STATE", "RUNS", "LAST EXIT", "LIMITS");
        for (AgentStatus agent : agents) {
            table.row(
                    agent.name(),
                    Terminal.state(agent.state().name(), Terminal.coloured()),
                    Long.toString(agent.incarnation()),
                    lastExit(agent.lastExit()),
                    LimitTable.brief(agent.limits()));
        }
        System.out.println();
        table.print();
        for (AgentStatus agent : agents) {
            explain(agent);
        }
    }

    private static void explain(AgentStatus agent) {
        ExitReport exit = agent.lastExit();
        if (agent.state() == AgentState.FAILED) {
            System.out.println();
            System.out.println(Terminal.safe(agent.name() + ": " + agent.reason()));
            if (exit != null) {
                System.out.println("  more: " + exit.file() + " in the run directory");
            }
        }
    }

    private static String lastExit(@Nullable ExitReport exit) {
        return exit == null ? "-" : exit.cause() + (exit.code() == null ? "" : " (" + exit.code() + ")");
    }

    private JsonObject document() {
        return JsonObject.document("Summary")
                .put("items", agents.stream().map(Summary::item).toList())
                .build();
    }

    private static JsonObject item(AgentStatus agent) {
        ExitReport exit = agent.lastExit();
        return JsonObject.builder()
                .put("name", agent.name())
                .put("state", agent.state().name())
                .put("incarnations", agent.incarnation())
                .put("reason", agent.reason())
                .put("lastExit", exit == null ? null : ExitReportDocument.brief(exit))
                .put("limits", LimitDocument.of(agent.limits()))
                .build();
    }
}
