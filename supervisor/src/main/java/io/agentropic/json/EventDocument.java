package io.agentropic.json;

import io.agentropic.status.AgentEvent;

/** An event as JSON. */
public final class EventDocument {

    private EventDocument() {}

    /** Of kind {@code Event}. */
    public static JsonObject of(AgentEvent event) {
        return JsonObject.document("Event")
                .put("at", Json.of(event.at()))
                .put("agent", event.agent())
                .put("incarnation", event.incarnation())
                .put("from", event.from().name())
                .put("to", event.to().name())
                .put("reason", event.reason())
                .build();
    }

    /** Of kind {@code EventsLost}: a reader that was too slow did not get so many events. */
    public static JsonObject lost(long count) {
        return JsonObject.document("EventsLost").put("count", count).build();
    }
}
