package io.agentropic.runtime;

import io.agentropic.status.AgentResult;
import java.util.List;

/**
 * How a runtime came to its end.
 *
 * @param results how each agent came to rest
 * @param unstopped names of agents whose processes were still there at the deadline
 */
public record ShutdownReport(List<AgentResult> results, List<String> unstopped) {

    /** Copies the lists. */
    public ShutdownReport {
        results = List.copyOf(results);
        unstopped = List.copyOf(unstopped);
    }
}
