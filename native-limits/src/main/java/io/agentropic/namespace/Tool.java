package io.agentropic.namespace;

import java.nio.file.Path;

/** A program of the host's on which an isolation level rests: found and tried, or refused. */
public sealed interface Tool {

    /**
     * It did what it is there for.
     *
     * @param file where it is
     * @param version what it calls itself, with its version
     */
    record Usable(Path file, String version) implements Tool {}

    /**
     * It is not there, or did not do what it is there for.
     *
     * @param reason why, as a clause
     * @param remedy what to do, as a sentence without its full stop
     */
    record Refused(String reason, String remedy) implements Tool {}
}
