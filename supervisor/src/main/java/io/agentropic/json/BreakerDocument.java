package io.agentropic.json;

import io.agentropic.breaker.BreakerConfig;
import io.agentropic.breaker.BreakerStatus;
import io.agentropic.breaker.SlidingWindow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Circuit breakers as JSON. */
public final class BreakerDocument {

    private BreakerDocument() {}

    /** Where one is; {@code null} for none. */
    public static @Nullable JsonObject of(@Nullable BreakerStatus status) {
        return status == null
                ? null
                : JsonObject.builder()
                        .put("failureDomain", status.domain())
                        .put("state", status.state().name())
                        .put("calls", status.calls())
                        .put("failures", status.failures())
                        .put("openings", status.openings())
                        .put("openUntil", Json.of(status.openUntil()))
                        .put("waiting", status.waiting())
                        .put("lateOutcomes", status.lateOutcomes())
                        .build();
    }

    /** Its settings. */
    public static JsonObject of(BreakerConfig config) {
        JsonObject.Builder document =
                JsonObject.builder().put("mode", config.mode().word());
        switch (config.window()) {
            case SlidingWindow.Time(Duration span) -> document.put("windowSeconds", Json.seconds(span));
            case SlidingWindow.Count(int calls) -> document.put("windowCalls", calls);
        }
        return document.put("minCalls", config.minCalls())
                .put("failureRate", config.failureRate())
                .put("openWaitSeconds", Json.seconds(config.openWait()))
                .put("maxOpenWaitSeconds", Json.seconds(config.maxOpenWait()))
                .put("permits", config.permits())
                .put("maxHalfOpenSeconds", Json.seconds(config.maxHalfOpen()))
                .put("successUptimeSeconds", Json.seconds(config.successUptime()))
                .put("countOutOfMemory", config.countOutOfMemory())
                .build();
    }
}
