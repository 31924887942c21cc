package io.agentropic.worker;

/** Texts of agents, cut to a length that a message may have. */
final class Cut {

    private Cut() {}

    static String to(int maxLength, String text) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength);
    }
}
