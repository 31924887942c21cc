package io.agentropic.it.bench.peer;

import java.io.IOException;

/** A supervisor that runs so many copies of one program and starts each again that ends. Used by one thread. */
interface Peer extends AutoCloseable {

    /** As it is called. */
    String name();

    /** Has all copies started; answers the moment before, by {@link System#nanoTime}. */
    long start() throws IOException, InterruptedException;

    /** Ends all copies and starts none again; returns when they are gone. */
    void stop() throws IOException, InterruptedException;

    /** Ends the supervisor with all that it runs. */
    @Override
    void close() throws IOException;
}
