package io.agentropic.worker;

/**
 * A request to end.
 *
 * @param reason in the supervisor's words
 * @param exitCode what a plain program exits with
 * @param issuedNanos when it came, by {@link System#nanoTime}
 * @param graceNanos how long after that the JVM is killed
 */
public record StopOrder(String reason, int exitCode, long issuedNanos, long graceNanos) {

    /** What a JVM that ends on SIGTERM exits with. */
    public static final int TERMINATED = 143;

    private static final long MAX_GRACE_MILLIS = Integer.MAX_VALUE;

    /** One that came just now. */
    public static StopOrder of(String reason, int exitCode, long graceMillis) {
        return new StopOrder(reason, exitCode, System.nanoTime(), Math.min(graceMillis, MAX_GRACE_MILLIS) * 1_000_000);
    }

    /** Nanoseconds until so many quarters of the grace have passed; negative when they have. */
    public long nanosUntil(int quarters) {
        return issuedNanos + graceNanos / 4 * quarters - System.nanoTime();
    }
}
