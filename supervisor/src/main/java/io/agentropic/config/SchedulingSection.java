package io.agentropic.config;

import io.agentropic.schedule.AdmissionConfig;
import io.agentropic.schedule.Capacity;
import io.agentropic.schedule.ExecutionMode;
import io.agentropic.schedule.Preemption;
import io.agentropic.schedule.SchedulingConfig;
import io.agentropic.time.DurationText;

/** Reads what {@code runtime:} says of who may run, and of how those that run share the processors. */
final class SchedulingSection {

    private static final ValueReader<Preemption> PREEMPTION = ValueReader.oneOf(Preemption.values(), Preemption::word);
    private static final ValueReader<ExecutionMode> MODE =
            ValueReader.oneOf(ExecutionMode.values(), ExecutionMode::word);

    private SchedulingSection() {}

    /** {@code scheduling:}. */
    static SchedulingConfig scheduling(Section runtime) {
        SchedulingConfig defaults = SchedulingConfig.DEFAULT;
        Section section = runtime.sectionOrEmpty("scheduling");
        SchedulingConfig read = new SchedulingConfig(
                section.value("policy", ValueReader.TEXT).orElse(defaults.policy()),
                section.value("timeSlice", DurationText::parse).orElse(defaults.timeSlice()),
                section.value("preemption", PREEMPTION).orElse(defaults.preemption()));
        section.end();
        return read;
    }

    /** {@code executionMode:}, {@code maxQueued:} and {@code capacity:}. */
    static AdmissionConfig admission(Section runtime) {
        AdmissionConfig defaults = AdmissionConfig.DEFAULT;
        Section section = runtime.sectionOrEmpty("capacity");
        Capacity capacity = new Capacity(
                section.value("memory", ValueReader.SIZE)
                        .orElse(defaults.capacity().memory()),
                section.value("cpu", ValueReader.CORES)
                        .orElse(defaults.capacity().cpu()));
        section.end();
        return new AdmissionConfig(
                runtime.value("executionMode", MODE).orElse(defaults.mode()),
                runtime.value("maxQueued", ValueReader.COUNT).orElse(defaults.maxQueued()),
                capacity);
    }
}
