package io.agentropic.json;

/** A text is not the JSON it should be. */
public final class InvalidJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong, and where. */
    public InvalidJsonException(String message) {
        super(message);
    }

    /** Says what is wrong; the cause says where. */
    public InvalidJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
