package io.agentropic.spec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many messages an agent is handed in a second, on average. What it was not handed during the last second it may be
 * handed at once. More of them wait with the supervisor.
 *
 * @param perSecond 1 to 1,000,000
 */
public record MessageRate(int perSecond) {

    private static final int MOST = 1_000_000;

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,7})/s");

    /** Checks the range. */
    public MessageRate {
        if (perSecond < 1 || perSecond > MOST) {
            throw new IllegalArgumentException(
                    "'" + perSecond + "/s' is out of range; allowed are 1/s to " + MOST + "/s");
        }
    }

    /**
     * Reads {@code 100/s}.
     *
     * @throws IllegalArgumentException with a sentence that says what is allowed
     */
    public static MessageRate parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a rate of messages; write 100/s");
        }
        return new MessageRate(Integer.parseInt(written.group(1)));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return perSecond + "/s";
    }
}
