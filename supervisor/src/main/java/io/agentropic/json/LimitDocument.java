package io.agentropic.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentropic.limits.LimitReport;
import java.util.List;

/** Limit reports as JSON. */
public final class LimitDocument {

    private LimitDocument() {}

    /** One object for each, in the same order. */
    public static JsonNode of(List<LimitReport> limits) {
        return Json.objects(limits.stream().map(LimitDocument::of).toList());
    }

    private static JsonObject of(LimitReport limit) {
        return JsonObject.builder()
                .put("resource", limit.resource())
                .put("requested", limit.requested())
                .put("effective", limit.effective())
                .put("enforced", limit.enforced())
                .put("mechanism", limit.mechanism())
                .put("reason", limit.reason())
                .build();
    }
}
