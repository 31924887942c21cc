package io.agentropic.ipc;

/** A peer broke the protocol; the connection ends with {@link #violation()} as its reason. */
public final class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Violation violation;

    /** What was broken, and the values that show it. */
    public ProtocolException(Violation violation, String detail) {
        super(violation + ": " + detail);
        this.violation = violation;
    }

    /** What was broken. */
    public Violation violation() {
        return violation;
    }
}
