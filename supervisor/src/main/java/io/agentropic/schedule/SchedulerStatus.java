package io.agentropic.schedule;

/**
 * How running agents share the processors at one moment.
 *
 * @param config the settings in force
 * @param note what keeps the policy from taking effect, or why another one was given up; empty when there is nothing to say
 */
public record SchedulerStatus(SchedulingConfig config, String note) {}
