package io.agentropic.it.support;

import static io.agentropic.it.support.Eventually.eventually;

import io.agentropic.spawn.Taint;

/** No thread of the supervisor carries a restriction that was meant for a child. */
public final class Untainted {

    private Untainted() {}

    /** The thread that starts a child is restricted while it does, and one may be started for the pool at any time. */
    public static void await() throws InterruptedException {
        eventually(
                "no thread of the supervisor is confined", () -> Taint.tainted().isEmpty());
    }
}
