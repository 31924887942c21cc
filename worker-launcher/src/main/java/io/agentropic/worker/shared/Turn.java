package io.agentropic.worker.shared;

import io.agentropic.ipc.batch.SharedOrder;

/** How one agent stands among those that take turns. Its own threads use it; what they overwrite of each other evens out. */
final class Turn {

    /** From 0, the lowest. */
    volatile int level = SharedOrder.NORMAL_LEVEL;

    volatile int weight = SharedOrder.NORMAL_WEIGHT;

    /** What it owes the others, in turns of theirs. */
    float debt;

    /** When it was given its carrier, or passed its last safe point; 0 when it has waited for something since. */
    long since;
}
