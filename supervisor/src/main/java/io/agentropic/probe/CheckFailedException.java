package io.agentropic.probe;

/** A look could not be taken: what was attempted and why it failed. */
final class CheckFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    CheckFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
