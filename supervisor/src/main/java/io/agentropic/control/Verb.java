package io.agentropic.control;

import java.util.Locale;

/** What a command asks of a running supervisor. */
public enum Verb {
    /** A list of all agents. */
    PS,
    /** Everything about one agent. */
    INSPECT,
    /** Starts agents that are at rest. */
    START,
    /** Forgets failures of agents. */
    RESET,
    /** Stops agents and waits until they are at rest. */
    STOP,
    /** Stops agents and starts them again. */
    RESTART,
    /** Freezes agents. */
    PAUSE,
    /** Lets paused agents run on. */
    RESUME,
    /** Forgets agents at rest. */
    RM,
    /** How running agents share the processors: shows it, and changes it. */
    SCHEDULE,
    /** Changes limits of agents, and their priority. */
    UPDATE,
    /** What happened: a stream of lines. */
    EVENTS,
    /** Stops everything; the supervisor ends. */
    DOWN,
    /** Which version runs. */
    VERSION;

    /** The word on the command line and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it asks only, so that the answer is a matter of milliseconds. */
    boolean query() {
        return switch (this) {
            case PS, INSPECT, VERSION -> true;
            case START, RESET, STOP, RESTART, PAUSE, RESUME, RM, UPDATE, SCHEDULE, EVENTS, DOWN -> false;
        };
    }
}
