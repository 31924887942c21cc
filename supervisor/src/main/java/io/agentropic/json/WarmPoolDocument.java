package io.agentropic.json;

import io.agentropic.status.WarmPoolStatus;

/** How the pool of waiting workers does, as JSON. */
public final class WarmPoolDocument {

    private WarmPoolDocument() {}

    /** Counts, and seconds. */
    public static JsonObject of(WarmPoolStatus pool) {
        return JsonObject.builder()
                .put("size", pool.size())
                .put("waiting", pool.waiting())
                .put("standby", pool.standby())
                .put("hits", pool.hits())
                .put("misses", pool.misses())
                .put("unfit", pool.unfit())
                .put("evicted", pool.evicted())
                .put("refills", pool.refills())
                .put("lastRefillSeconds", Json.seconds(pool.lastRefill()))
                .put("meanRefillSeconds", Json.seconds(pool.meanRefill()))
                .build();
    }
}
