package io.agentropic.group;

import io.agentropic.dependency.Standing;
import java.time.Duration;

/** What can arrive in a group's inbox. */
sealed interface Report {

    /** A new member, started after those before it. */
    record Joined(Member member) implements Report {}

    /** The member is known no more. */
    record Left(String member) implements Report {}

    /** A member stands like this now. */
    record Saw(Standing standing) implements Report {}

    /** A member has ended, would start again after {@code delay}, and is held. */
    record Asked(String member, Duration delay, String failure) implements Report {}

    /** A member was brought to an end and is held. */
    record Held(String member) implements Report {}

    /** A member's own restart budget is spent. */
    record GaveUp(String member, String reason) implements Report {}

    /** The group's thread ends. */
    record Close() implements Report {}
}
