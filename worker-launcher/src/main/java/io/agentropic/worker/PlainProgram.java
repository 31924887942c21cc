package io.agentropic.worker;

/** A program that expects to be stopped by SIGTERM: shutdown hooks run, and the exit code says so. */
final class PlainProgram implements Ending {

    @Override
    public void end(StopOrder order) {
        System.exit(order.exitCode());
    }
}
