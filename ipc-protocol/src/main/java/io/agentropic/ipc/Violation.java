package io.agentropic.ipc;

/** The ways in which a peer can break the protocol. Each is counted by name. */
public enum Violation {
    /** The length is zero, negative or too small for a frame's head. */
    BAD_LENGTH,
    /** The length is above the limit. */
    FRAME_TOO_LARGE,
    /** The type byte names no message of this direction. */
    UNKNOWN_TYPE,
    /** The body ends before the message does. */
    TRUNCATED,
    /** The body goes on after the message's end. */
    TRAILING_BYTES,
    /** A string is not well-formed UTF-8. */
    BAD_UTF8,
    /** A value is outside its range: a boolean that is neither 0 nor 1, a count too large, a duplicate key. */
    BAD_VALUE,
    /** The peer speaks another version of the protocol. */
    WRONG_VERSION,
    /** No launch waits for this token, or it was used before. */
    WRONG_TOKEN,
    /** The process that says hello is not the one that was launched. */
    WRONG_PEER,
    /** A message came before {@code Hello}. */
    NOT_GREETED,
    /** A second {@code Hello} on one connection. */
    SECOND_HELLO,
    /** The agent reference is not one of this connection. */
    WRONG_REFERENCE,
    /** Nothing was said within the deadline for {@code Hello}. */
    SILENT,
    /** It connected while as many connections as are allowed had not said {@code Hello} yet. */
    CROWDED
}
