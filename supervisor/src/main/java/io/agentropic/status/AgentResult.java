package io.agentropic.status;

import io.agentropic.exit.ExitReport;
import io.agentropic.ipc.Payload;
import org.jspecify.annotations.Nullable;

/**
 * How an agent came to rest.
 *
 * @param agent the agent's name
 * @param state {@code STOPPED}, {@code COMPLETED} or {@code FAILED}
 * @param incarnations how many lives it had
 * @param output what it handed over with {@code context.result}; empty when it did not
 * @param lastExit how its last incarnation ended; {@code null} when it never had one
 * @param reason why it rests, one sentence
 */
public record AgentResult(
        String agent,
        AgentState state,
        long incarnations,
        Payload output,
        @Nullable ExitReport lastExit,
        String reason) {

    /** Whether it ended well: completed, or stopped by request. */
    public boolean succeeded() {
        return state == AgentState.COMPLETED || state == AgentState.STOPPED;
    }
}
