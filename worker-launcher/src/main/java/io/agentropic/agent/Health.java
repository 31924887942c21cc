package io.agentropic.agent;

/**
 * What an agent says about itself.
 *
 * @param ok whether it can do its work
 * @param detail a few words for the person who looks, empty when there is nothing to say; cut to 1,000 characters
 */
public record Health(boolean ok, String detail) {

    private static final Health HEALTHY = new Health(true, "");

    /** All is well. */
    public static Health healthy() {
        return HEALTHY;
    }

    /** All is well, and this is how. */
    public static Health healthy(String detail) {
        return new Health(true, detail);
    }

    /** The agent cannot do its work, and this is why. */
    public static Health unhealthy(String detail) {
        return new Health(false, detail);
    }
}
