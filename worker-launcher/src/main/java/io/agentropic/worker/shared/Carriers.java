package io.agentropic.worker.shared;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;

/**
 * The platform threads that carry agents, and the one line in which those stand that can run. The scheduler of the JDK has
 * several, and a carrier that always finds somebody in its own looks into no other: agents that pass safe points all the time
 * would keep out for good those that a timer or a message has woken.
 */
final class Carriers implements Executor {

    /** Exit code of a JVM that can carry its agents no longer. */
    private static final int FAILED = 1;

    private final LinkedTransferQueue<Runnable> line = new LinkedTransferQueue<>();

    private Carriers() {}

    /** So many, which wait until there is somebody to carry, for as long as the JVM lives. */
    static Carriers start(int count) {
        Carriers carriers = new Carriers();
        for (int i = 0; i < count; i++) {
            Thread carrier = new Thread(carriers::carry, "agentropic-carrier-" + i);
            carrier.setDaemon(true);
            carrier.start();
        }
        return carriers;
    }

    @Override
    public void execute(Runnable step) {
        line.add(step);
    }

    private void carry() {
        while (true) {
            try {
                line.take().run();
            } catch (InterruptedException notOfTheCarrier) {
                // What an agent's thread has left behind on the thread that carried it.
            } catch (Throwable fault) {
                end(fault);
            }
        }
    }

    /** What an agent throws ends in its own thread: here the JVM itself has failed, and somebody would never go on. */
    private static void end(Throwable fault) {
        try {
            System.err.println("the thread that carries agents failed, and this JVM ends with all of them: " + fault);
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
