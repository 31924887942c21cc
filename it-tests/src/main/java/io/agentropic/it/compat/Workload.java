package io.agentropic.it.compat;

import java.nio.file.Path;

/**
 * One thing that programs do.
 *
 * @param name unique, in the style of {@code mapped-file}
 * @param body does it in a directory of its own and throws when it does not work
 */
record Workload(String name, Body body) {

    /** What is done. */
    @FunctionalInterface
    interface Body {
        void run(Path directory) throws Exception;
    }

    /** Fails the workload. */
    static void require(boolean fact, String what) {
        if (!fact) {
            throw new IllegalStateException(what);
        }
    }
}
