package io.agentropic.agent;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A message from another agent. Immutable. */
public final class Message {

    private final String from;
    private final Map<String, String> headers;
    private final byte[] payload;

    /** A message of these parts, copied. */
    public Message(String from, Map<String, String> headers, byte[] payload) {
        this.from = from;
        this.headers = Map.copyOf(headers);
        this.payload = payload.clone();
    }

    /** Name of the agent that sent it. The supervisor vouches for it. */
    public String from() {
        return from;
    }

    /** Text pairs that travel beside the payload, unmodifiable; empty when the sender gave none. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The payload, a copy. */
    public byte[] bytes() {
        return payload.clone();
    }

    /** The payload as UTF-8 text; malformed bytes are replaced. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Length of the payload in bytes. */
    public int length() {
        return payload.length;
    }

    @Override
    public String toString() {
        return "Message[from " + from + ", " + payload.length + " bytes]";
    }
}
