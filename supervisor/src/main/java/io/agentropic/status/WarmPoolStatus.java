package io.agentropic.status;

import java.time.Duration;

/**
 * How the pool does.
 *
 * @param size how many workers may wait
 * @param waiting how many wait, those that agents keep for themselves aside
 * @param standby how many are ready for the one agent that keeps them
 * @param hits starts of agents that got a waiting worker
 * @param misses starts of agents that could have had one, and found none
 * @param unfit workers that were found unfit when an agent wanted them: dead, stopped, or not to be limited
 * @param evicted workers that waited in vain, or had to make room
 * @param refills workers that were started
 * @param lastRefill how long the last of them took until it waited; zero when there was none
 * @param meanRefill how long they took in the mean
 */
public record WarmPoolStatus(
        int size,
        int waiting,
        int standby,
        long hits,
        long misses,
        long unfit,
        long evicted,
        long refills,
        Duration lastRefill,
        Duration meanRefill) {}
