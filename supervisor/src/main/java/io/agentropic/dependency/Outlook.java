package io.agentropic.dependency;

/** Whether an agent may start, as far as others are concerned. */
public sealed interface Outlook {

    /** Everything it waits for is as wanted. */
    record Clear() implements Outlook {}

    /** Not yet; {@code reason} names what it waits for. */
    record Pending(String reason) implements Outlook {}

    /** Never; {@code reason} names what has come to its end. */
    record Hopeless(String reason) implements Outlook {}
}
