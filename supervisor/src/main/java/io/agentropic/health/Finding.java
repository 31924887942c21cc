package io.agentropic.health;

/**
 * What one look found.
 *
 * @param outcome what counts
 * @param silent whether it is a failure because nothing came, as opposed to a bad answer: only silence can be excused
 * @param detail what was seen, a few words; empty when there is nothing to say
 */
public record Finding(Outcome outcome, boolean silent, String detail) {

    private static final int MAX_DETAIL = 300;

    /** Bounds the detail, which may come from the agent. */
    public Finding {
        detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL);
    }

    /** All is well. */
    public static Finding well(String detail) {
        return new Finding(Outcome.SUCCESS, false, detail);
    }

    /** It answered, badly. */
    public static Finding bad(String detail) {
        return new Finding(Outcome.FAILURE, false, detail);
    }

    /** It did not answer in time. */
    public static Finding silence(String detail) {
        return new Finding(Outcome.FAILURE, true, detail);
    }

    /** The look itself failed, or does not count. */
    public static Finding unknown(String detail) {
        return new Finding(Outcome.UNKNOWN, false, detail);
    }
}
