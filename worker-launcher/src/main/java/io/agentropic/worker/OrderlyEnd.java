package io.agentropic.worker;

import io.agentropic.agent.StopRequestedException;

/** How work ends after a stop was requested: by the exception that safe points throw, or by the interrupt. */
public final class OrderlyEnd {

    private static final int MAX_DEPTH = 10;

    private OrderlyEnd() {}

    /** Whether that is what was thrown, wrapped or bare. */
    public static boolean isCausedBy(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof StopRequestedException || cause instanceof InterruptedException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
