package io.agentropic.schedule;

import java.time.Duration;

/**
 * Where an agent stands among those that wait for a place to run, at one moment.
 *
 * @param place from 1, which is the next to be admitted; later arrivals of a higher priority may push it back
 * @param of how many wait
 * @param waited for how long it has waited
 * @param lacks what there is not enough of for it, as a clause that can follow "waits for"; empty when it only waits for
 *     those before it
 */
public record QueueStatus(int place, int of, Duration waited, String lacks) {}
