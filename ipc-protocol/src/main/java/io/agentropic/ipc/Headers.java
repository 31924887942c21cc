package io.agentropic.ipc;

import java.util.Map;

/**
 * Small text pairs that travel beside a payload, for example the trace context.
 *
 * @param entries at most {@link #MAX_ENTRIES}
 */
public record Headers(Map<String, String> entries) {

    /** How many pairs one message may carry. */
    public static final int MAX_ENTRIES = 32;

    /** No headers. */
    public static final Headers NONE = new Headers(Map.of());

    /** Copies the map. */
    public Headers {
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "at most " + MAX_ENTRIES + " headers fit a message, not " + entries.size());
        }
        entries = Map.copyOf(entries);
    }
}
