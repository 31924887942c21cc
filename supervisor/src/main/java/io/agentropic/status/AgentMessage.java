package io.agentropic.status;

import io.agentropic.ipc.Payload;
import java.util.Map;

/**
 * What an agent has sent to the supervisor.
 *
 * @param from the agent
 * @param headers as it gave them, for example a trace context
 * @param payload opaque bytes
 */
public record AgentMessage(String from, Map<String, String> headers, Payload payload) {

    /** Copies the headers. */
    public AgentMessage {
        headers = Map.copyOf(headers);
    }
}
