package io.agentropic.worker;

/**
 * The thread that waits for an order to stop and carries it out. It exists from the start: a program that has used up its
 * threads or its memory can still be stopped.
 */
final class Stopper implements Runnable {

    private final Orders orders;
    private final Ending ending;

    Stopper(Orders orders, Ending ending) {
        this.orders = orders;
        this.ending = ending;
    }

    @Override
    public void run() {
        try {
            ending.end(orders.awaitStop());
        } catch (InterruptedException interrupted) {
            Stderr.line("the thread that carries out a stop was interrupted: the stop is left to signals");
        }
    }
}
