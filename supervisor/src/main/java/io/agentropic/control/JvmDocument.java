package io.agentropic.control;

import io.agentropic.ipc.JvmSample;
import io.agentropic.json.JsonObject;

/** A JVM's view of itself as JSON. */
final class JvmDocument {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    private JvmDocument() {}

    static JsonObject of(JvmSample sample) {
        return JsonObject.builder()
                .put("heapUsedBytes", sample.heapUsedBytes())
                .put("heapMaxBytes", sample.heapMaxBytes())
                .put("nonHeapUsedBytes", sample.nonHeapUsedBytes())
                .put("gcCount", sample.gcCount())
                .put("gcSeconds", sample.gcMillis() / MILLIS_PER_SECOND)
                .put("threads", sample.threads())
                .put("cpuSeconds", sample.cpuNanos() / NANOS_PER_SECOND)
                .build();
    }
}
