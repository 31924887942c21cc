package io.agentropic.breaker;

/** Where a circuit breaker is. */
public enum BreakerState {
    /** Agents are started. */
    CLOSED,
    /** Agents wait. */
    OPEN,
    /** A few agents are started to find out whether starts succeed again; the others wait. */
    HALF_OPEN,
    /** Agents wait until a person decides otherwise. */
    FORCED_OPEN,
    /** Agents are started; nothing is counted. */
    DISABLED,
    /** Agents are started; outcomes are counted and change nothing. */
    METRICS_ONLY
}
