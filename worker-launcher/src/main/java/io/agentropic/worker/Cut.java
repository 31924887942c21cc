package io.agentropic.worker;

/** Texts of agents, cut to a length that a message may have. */
public final class Cut {

    private Cut() {}

    /** The text, or as much of its beginning as fits. */
    public static String to(int maxLength, String text) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength);
    }
}
