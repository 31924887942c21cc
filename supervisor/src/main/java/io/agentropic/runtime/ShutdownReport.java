package io.agentropic.runtime;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.status.AgentResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * How a runtime came to its end.
 *
 * @param results how each agent came to rest
 * @param forced names of agents that did not stop within their grace, or the shutdown timeout, and were killed
 * @param unstopped names of agents whose processes were still there at the deadline
 */
public record ShutdownReport(List<AgentResult> results, List<String> forced, List<String> unstopped) {

    /** Copies the lists. */
    public ShutdownReport {
        results = List.copyOf(results);
        forced = List.copyOf(forced);
        unstopped = List.copyOf(unstopped);
    }

    /**
     * The report on these.
     *
     * @param wereAlive those of them that were not at rest when it began
     */
    static ShutdownReport of(Collection<? extends AgentHandle> agents, Set<? extends AgentHandle> wereAlive) {
        List<AgentResult> results = new ArrayList<>();
        List<String> forced = new ArrayList<>();
        List<String> unstopped = new ArrayList<>();
        for (AgentHandle agent : agents) {
            if (!agent.onExit().isDone()) {
                unstopped.add(agent.name());
                continue;
            }
            AgentResult result = agent.onExit().join();
            results.add(result);
            ExitReport exit = result.lastExit();
            if (wereAlive.contains(agent) && exit != null && exit.cause() == ExitCause.FORCED) {
                forced.add(agent.name());
            }
        }
        return new ShutdownReport(results, forced, unstopped);
    }
}
