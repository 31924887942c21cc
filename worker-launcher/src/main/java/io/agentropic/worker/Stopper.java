package io.agentropic.worker;

import org.jspecify.annotations.Nullable;

/**
 * The thread that waits for an order to stop and carries it out. It exists from the start: a program that has used up its
 * threads or its memory can still be stopped.
 */
final class Stopper implements Runnable {

    private final Orders orders;
    private volatile @Nullable Ending ending;

    Stopper(Orders orders) {
        this.orders = orders;
    }

    /** What a stop means; told before anybody reads from the supervisor. */
    void ends(Ending ending) {
        this.ending = ending;
    }

    @Override
    public void run() {
        try {
            StopOrder order = orders.awaitStop();
            Ending known = ending;
            if (known != null) {
                known.end(order);
            }
        } catch (InterruptedException interrupted) {
            Stderr.line("the thread that carries out a stop was interrupted: the stop is left to signals");
        }
    }
}
