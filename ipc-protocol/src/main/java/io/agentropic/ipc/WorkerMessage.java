package io.agentropic.ipc;

/** What a worker tells the supervisor. */
public sealed interface WorkerMessage extends Message {

    /**
     * The first message of a connection; a second one is a violation.
     *
     * @param protocolVersion {@link FrameCodec#PROTOCOL_VERSION} of the sender
     * @param token the one-time secret that came over the child's standard input
     * @param pid process id of the sender, as the sender sees it
     * @param javaVersion feature version of the sender's JVM, for example 17
     */
    record Hello(int protocolVersion, Token token, long pid, int javaVersion) implements WorkerMessage {
        public Hello {
            Range.requireAtLeast(1, "pid", pid);
            Range.requireAtLeast(1, "javaVersion", javaVersion);
        }
    }

    /**
     * What to run is known; code of the agent's may run from here on, and runs none before this is with the kernel: a worker
     * that ends without having said it has run none.
     */
    record Entering() implements WorkerMessage {}

    /** The agent is loaded (and initialized, when it implements {@code Agent}); its own code runs from here on. */
    record Started() implements WorkerMessage {}

    /** The agent could not be loaded: what was attempted, and why it failed. */
    record StartFailed(String reason) implements WorkerMessage {}

    /** The agent called {@code context.ready()}. */
    record Ready() implements WorkerMessage {}

    /** The agent is still initializing and asks to have this long from now, where its start would time out before. */
    record ExtendStart(long millis) implements WorkerMessage {
        public ExtendStart {
            Range.requireAtLeast(1, "millis", millis);
        }
    }

    /**
     * Sign of life, at the interval that {@link SupervisorMessage.Start} asked for.
     *
     * @param sequence counts heartbeats of this incarnation, from 1
     * @param progress steps that the agent has reported so far ({@code progress()}, {@code checkpoint()}, messages)
     * @param healthy what {@code Agent.health()} last said; {@code true} for programs without it
     * @param detail the agent's own words about its health, empty when it said none
     * @param jvm the JVM's own view of its resources
     */
    record Heartbeat(long sequence, long progress, boolean healthy, String detail, JvmSample jvm)
            implements WorkerMessage {
        public Heartbeat {
            Range.requireAtLeast(1, "sequence", sequence);
            Range.requireAtLeast(0, "progress", progress);
        }
    }

    /** A message for another agent, named {@code to}. */
    record Send(String to, Headers headers, Payload payload) implements WorkerMessage {}

    /** The agent's result; a later one replaces it. */
    record Result(Payload payload) implements WorkerMessage {}

    /**
     * A throwable that nobody caught.
     *
     * @param thread name of the thread it ended
     * @param type class name of the throwable
     * @param message its message, empty when it has none
     * @param stackTrace the printed stack trace, cut to a bounded length
     * @param memoryExhausted whether it is an {@code OutOfMemoryError}, other than one that says no thread could be
     *     made: that one is about the number of processes
     */
    record UncaughtError(String thread, String type, String message, String stackTrace, boolean memoryExhausted)
            implements WorkerMessage {}

    /** The agent is at a safe point and waits there; answers {@link SupervisorMessage.Pause} of the same epoch. */
    record Paused(long epoch) implements WorkerMessage {
        public Paused {
            Range.requireAtLeast(0, "epoch", epoch);
        }
    }

    /** {@code execute} returned (or threw), and {@code shutdown} with it: the JVM ends now by itself. */
    record Finished(boolean failed) implements WorkerMessage {}

    /** The JVM's shutdown hooks run: the program called {@code System.exit}, got a signal, or its last thread ended. */
    record Exiting() implements WorkerMessage {}
}
