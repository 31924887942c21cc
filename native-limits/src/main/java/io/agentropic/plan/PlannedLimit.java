package io.agentropic.plan;

/**
 * One requested limit and what holds it here.
 *
 * @param resource its name as in the configuration
 * @param requested the value asked for, in bytes, cores or a count
 * @param holding what holds it
 */
public record PlannedLimit(String resource, Number requested, Holding holding) {}
