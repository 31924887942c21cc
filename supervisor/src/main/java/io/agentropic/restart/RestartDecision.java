package io.agentropic.restart;

import java.time.Duration;

/** What follows the end of an incarnation. */
public sealed interface RestartDecision {

    /** A new incarnation after {@code delay}. */
    record Restart(Duration delay) implements RestartDecision {}

    /** None, and none is needed: the end was clean. */
    record Complete() implements RestartDecision {}

    /** The budget is spent; one more attempt after {@code delay} all the same. {@code reason} says why so late. */
    record Recover(Duration delay, String reason) implements RestartDecision {}

    /** None, although the end was a failure; {@code reason} says why not. */
    record GiveUp(String reason) implements RestartDecision {}
}
