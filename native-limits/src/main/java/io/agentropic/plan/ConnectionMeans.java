package io.agentropic.plan;

/** What can limit the network connections of one agent. */
public sealed interface ConnectionMeans {

    /** A table of live sockets, kept by programs on its control group. */
    record KernelTable() implements ConnectionMeans {}

    /** The supervisor is asked at each socket(2) of a child that is started behind a seccomp filter. */
    record Asking() implements ConnectionMeans {}

    /**
     * Nothing.
     *
     * @param reason why, as a clause
     * @param remedy what to do, as sentences
     */
    record None(String reason, String remedy) implements ConnectionMeans {}
}
