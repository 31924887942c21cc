package io.agentropic.json;

import io.agentropic.schedule.SchedulingConfig;

/** How running agents share the processors, as JSON. */
public final class SchedulingDocument {

    private SchedulingDocument() {}

    /** The settings, as a part of other documents. */
    public static JsonObject of(SchedulingConfig config) {
        return JsonObject.builder()
                .put("policy", config.policyWord())
                .put("timeSliceSeconds", Json.seconds(config.timeSlice()))
                .put("preemption", config.preemption().word())
                .build();
    }
}
