package io.agentropic.ipc;

/** What a worker runs; its class path is the JVM's own. */
public sealed interface Program {

    /** The class that is run, with dots. */
    String className();

    /** A class that implements {@code io.agentropic.agent.Agent} and has a public no-argument constructor. */
    record AgentClass(String className) implements Program {}

    /** A class with a {@code main} method, run unchanged. */
    record MainClass(String className) implements Program {}
}
