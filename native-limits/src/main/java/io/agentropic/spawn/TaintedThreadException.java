package io.agentropic.spawn;

import java.util.List;

/**
 * Threads of the supervisor itself are under an agent's restrictions, which they would hand on to whatever they start.
 * It must not go on like this: restart it.
 */
public final class TaintedThreadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TaintedThreadException(List<String> threads) {
        super("threads of the supervisor are under an agent's restrictions: " + String.join(", ", threads)
                + "; restart the supervisor, and report this as a fault of it");
    }
}
