package io.agentropic.host;

import java.util.List;

/**
 * Whether this host offers one isolation level.
 *
 * @param level its name as in the configuration
 * @param available whether agents can be started at it
 * @param mechanisms what it is made of here
 * @param promises what it protects against
 * @param doesNotPromise what it does not
 * @param remedy what to do when it is not available; empty when it is
 */
public record LevelCapability(
        String level,
        boolean available,
        List<String> mechanisms,
        String promises,
        String doesNotPromise,
        String remedy) {}
