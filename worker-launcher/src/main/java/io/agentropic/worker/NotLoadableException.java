package io.agentropic.worker;

/** A program that cannot be run; the message is one sentence that names it and says why. */
public final class NotLoadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** For this reason. */
    public NotLoadableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The sentence. */
    public String reason() {
        return reason;
    }
}
