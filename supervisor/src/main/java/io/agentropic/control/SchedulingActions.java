package io.agentropic.control;

import io.agentropic.json.JsonObject;
import io.agentropic.json.SchedulingDocument;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.schedule.Preemption;
import io.agentropic.schedule.SchedulerStatus;
import io.agentropic.schedule.SchedulingConfig;
import io.agentropic.spec.InvalidSpecException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Shows and changes how running agents share the processors. */
record SchedulingActions(Supervised supervised) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** The settings in force, after the request's own were put into force, if it has any. */
    JsonObject answer(ControlRequest request) {
        JsonObject options = request.options();
        Optional<String> preemption = options.text("preemption");
        Optional<Preemption> known = preemption.flatMap(SchedulingActions::preemption);
        if (preemption.isPresent() && known.isEmpty()) {
            return Refusal.BAD_REQUEST.document("'" + preemption.get() + "' is no preemption");
        }
        SchedulingConfig present = supervised.scheduler().status().config();
        SchedulingConfig wanted = new SchedulingConfig(
                options.text("policy").orElse(present.policy()),
                options.number("timeSliceSeconds")
                        .map(seconds -> Duration.ofNanos((long) (seconds.doubleValue() * NANOS_PER_SECOND)))
                        .orElse(present.timeSlice()),
                known.orElse(present.preemption()));
        try {
            if (!wanted.equals(present)) {
                supervised.scheduler().use(wanted);
            }
        } catch (InvalidSpecException | LimitUnavailableException refused) {
            return Refusal.FAILED.document(String.valueOf(refused.getMessage()));
        }
        return document(supervised.scheduler().status());
    }

    private static Optional<Preemption> preemption(String word) {
        return Arrays.stream(Preemption.values())
                .filter(one -> one.word().equals(word))
                .findFirst();
    }

    private static JsonObject document(SchedulerStatus status) {
        return JsonObject.document("Scheduling")
                .putAll(SchedulingDocument.of(status.config()))
                .put("note", status.note())
                .build();
    }
}
