package io.agentropic.ipc.batch;

import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import java.util.List;

/** What a JVM that many agents share tells the supervisor of one of them. */
public sealed interface SharedNews {

    /** The agent's number. */
    int agent();

    /** Its {@code initialize} has returned: its own code runs from here on. */
    record Started(int agent) implements SharedNews {}

    /** It called {@code context.ready()}. */
    record Ready(int agent) implements SharedNews {}

    /** It asks for more time to start. */
    record ExtendStart(int agent, long millis) implements SharedNews {}

    /** Its result; a later one replaces it. */
    record Result(int agent, Payload payload) implements SharedNews {}

    /** A message for the agent named {@code to}. */
    record Send(int agent, String to, Headers headers, Payload payload) implements SharedNews {}

    /** It stands still for the pause of this epoch. */
    record Paused(int agent, long epoch) implements SharedNews {}

    /** How many steps it has counted. */
    record Progress(int agent, long steps) implements SharedNews {}

    /** So many more messages for it were dropped, because it did not take those before. */
    record Lost(int agent, int messages) implements SharedNews {}

    /** Its life is over; nothing more is said of it under this number. */
    record Ended(int agent, Outcome outcome, List<Failure> failures) implements SharedNews {
        /** Copies the list. */
        public Ended {
            failures = List.copyOf(failures);
        }
    }

    /** How a life ended. */
    enum Outcome {
        /** Its work returned, or ended by a stop. */
        WELL,
        /** Something that it threw was not caught. */
        FAILED,
        /** There was nothing that could be loaded. */
        NOT_LOADABLE,
        /** It had not ended when its time was over; its thread may still run. */
        ABANDONED
    }

    /** A throwable that nobody caught, or, with an empty type, why a program could not be loaded. */
    record Failure(String type, String message, String stackTrace) {}
}
