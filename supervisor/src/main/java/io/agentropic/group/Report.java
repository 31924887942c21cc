package io.agentropic.group;

import io.agentropic.dependency.Standing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What can arrive in a group's inbox. */
sealed interface Report {

    /** A new member, started after those before it. */
    record Joined(Member member) implements Report {}

    /** A new member of {@code unit}, a group inside this one; {@code lasting} when it comes back if that is started anew. */
    record JoinedBelow(String unit, Member member, boolean lasting) implements Report {}

    /** A group inside this one is known from now on. */
    record Inside(Group unit) implements Report {}

    /** The group above decides from now on. */
    record Surrender() implements Report {}

    /** The group decides by itself again. */
    record Restore() implements Report {}

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

    /** All members are to stand still whenever they run; {@code done} when none runs. */
    record Pause(CompletableFuture<Void> done) implements Report {}

    /** The members may run again; {@code done} when all do that are not paused themselves. */
    record Resume(CompletableFuture<Void> done) implements Report {}

    /** The group's thread ends. */
    record Close() implements Report {}
}
