package io.agentropic.worker;

/** How a program ends on request; it differs between agents and programs that know nothing of the supervisor. */
interface Ending {

    /** Called once, on the stopper's thread, when an order to stop has come; ends by exiting the JVM. */
    void end(StopOrder order) throws InterruptedException;
}
