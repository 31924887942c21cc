package io.agentropic.json;

import io.agentropic.spec.GroupSpec;

/** A group's effective specification as JSON. */
public final class GroupDocument {

    private GroupDocument() {}

    /** The specification, as a part of other documents. */
    public static JsonObject of(GroupSpec spec) {
        return JsonObject.builder()
                .put("strategy", spec.strategy().word())
                .put(
                        "restart",
                        JsonObject.builder()
                                .put("maxRestarts", spec.budget().maxRestarts())
                                .put("windowSeconds", Json.seconds(spec.budget().window()))
                                .build())
                .put("escalation", spec.escalation().word())
                .put("autoShutdown", spec.autoShutdown().word())
                .put("parent", spec.parent())
                .put("cpuWeight", spec.cpuWeight())
                .build();
    }
}
