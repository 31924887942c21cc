package io.agentropic.group;

import java.time.Duration;

/** What a group does next. */
sealed interface Step {

    /** Bring the member to an end and hold it. */
    record Hold(String member, String why) implements Step {}

    /** Let the held member start after {@code delay}. */
    record Release(String member, Duration delay) implements Step {}

    /** The held member has failed for good. */
    record GiveUp(String member, String why) implements Step {}

    /** Stop the member. */
    record Disband(String member, String why) implements Step {}

    /** The group above decides about the member, which is held. */
    record AskAbove(String member, Duration delay, String failure) implements Step {}

    /** The group above is told that the member is held. */
    record HeldAbove(String member) implements Step {}

    /** The group {@code unit} inside this one decides nothing until it is restored. */
    record Surrender(String unit) implements Step {}

    /** The group {@code unit} inside this one decides again, as if it were new. */
    record Restore(String unit) implements Step {}

    /** Stop every agent of the supervisor. */
    record StopSupervisor(String why) implements Step {}

    /** Tell listeners, as an event of the member's. */
    record Tell(String member, String what) implements Step {}
}
