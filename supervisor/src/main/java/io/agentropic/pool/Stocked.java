package io.agentropic.pool;

import io.agentropic.launch.LaunchProfile;

/** What the stock knows of a worker that waits. */
interface Stocked {

    /** Of which kind it is. */
    LaunchProfile profile();

    /** Since when it waits, on the monotonic clock. */
    long sinceNanos();

    /** Whether it lives and is connected, as far as that was heard. */
    boolean waits();
}
