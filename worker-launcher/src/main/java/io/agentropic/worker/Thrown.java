package io.agentropic.worker;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A throwable in words, each cut to a length that a message may have.
 *
 * @param type its class
 * @param message its message, empty when it has none
 * @param stackTrace what it prints
 */
public record Thrown(String type, String message, String stackTrace) {

    private static final int MAX_TYPE_LENGTH = 1024;
    private static final int MAX_MESSAGE_LENGTH = 4 * 1024;
    private static final int MAX_STACK_TRACE_LENGTH = 16 * 1024;

    /** Runs no code but the throwable's own. */
    public static Thrown of(Throwable error) {
        String message = error.getMessage();
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return new Thrown(
                Cut.to(MAX_TYPE_LENGTH, error.getClass().getName()),
                Cut.to(MAX_MESSAGE_LENGTH, message == null ? "" : message),
                Cut.to(MAX_STACK_TRACE_LENGTH, text.toString()));
    }
}
