package io.agentropic.dependency;

/** What a change in another agent means for one that is tied to it. */
public sealed interface Effect {

    /** Nothing. */
    record None() implements Effect {}

    /** What it depends on was lost, or is back; it goes on. */
    record News(String what) implements Effect {}

    /** It must not run any longer. */
    record Stop(String why) implements Effect {}

    /** It is to be restarted. */
    record Restart(String why) implements Effect {}
}
