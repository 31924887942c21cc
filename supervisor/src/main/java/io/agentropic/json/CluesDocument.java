package io.agentropic.json;

import io.agentropic.exit.Clues;
import io.agentropic.exit.JvmCrash;
import io.agentropic.exit.LastMinute;
import org.jspecify.annotations.Nullable;

/** What explains an end, as members of its report. */
final class CluesDocument {

    private CluesDocument() {}

    static JsonObject of(Clues clues) {
        return JsonObject.builder()
                .put("complaint", clues.complaint())
                .put("crash", crash(clues.crash()))
                .put("lastMinute", lastMinute(clues.lastMinute()))
                .put("threadDump", Json.texts(clues.threadDump()))
                .build();
    }

    private static @Nullable JsonObject crash(@Nullable JvmCrash crash) {
        return crash == null
                ? null
                : JsonObject.builder()
                        .put("error", crash.error())
                        .put("frame", crash.frame())
                        .put("thread", crash.thread())
                        .build();
    }

    private static JsonObject lastMinute(LastMinute minute) {
        return JsonObject.builder()
                .put("spanSeconds", Json.seconds(minute.span()))
                .put("throttledSeconds", Json.seconds(minute.throttledTime()))
                .put("throttledPercent", minute.throttledPercent())
                .put("memoryHighEvents", minute.memoryHigh())
                .put("memoryMaxEvents", minute.memoryMax())
                .put("cpuPressurePercent", minute.cpuPressure())
                .put("memoryPressurePercent", minute.memoryPressure())
                .build();
    }
}
