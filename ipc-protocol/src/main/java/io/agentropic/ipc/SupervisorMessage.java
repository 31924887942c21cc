package io.agentropic.ipc;

import java.util.List;
import java.util.Map;

/** What the supervisor tells a worker. */
public sealed interface SupervisorMessage extends Message {

    /**
     * Load the agent and run it; sent once, after {@link WorkerMessage.Hello} was accepted.
     *
     * @param name the agent's name
     * @param incarnation which life of the agent this is, from 1
     * @param program what to load
     * @param args the program's arguments
     * @param input the agent's input, empty when it has none
     * @param attributes free key/value pairs for {@code context.attribute}
     * @param heartbeatMillis time between heartbeats, at least 1
     */
    record Start(
            String name,
            long incarnation,
            Program program,
            List<String> args,
            Payload input,
            Map<String, String> attributes,
            long heartbeatMillis)
            implements SupervisorMessage {
        public Start {
            Range.requireAtLeast(1, "incarnation", incarnation);
            Range.requireAtLeast(1, "heartbeatMillis", heartbeatMillis);
            args = List.copyOf(args);
            attributes = Map.copyOf(attributes);
        }
    }

    /** End in an orderly way within {@code graceMillis}; what is left after that is killed. */
    record Stop(String reason, long graceMillis) implements SupervisorMessage {
        public Stop {
            Range.requireAtLeast(0, "graceMillis", graceMillis);
        }
    }

    /** Reach a safe point, answer {@link WorkerMessage.Paused} with the same epoch, and wait there. */
    record Pause(long epoch) implements SupervisorMessage {
        public Pause {
            Range.requireAtLeast(0, "epoch", epoch);
        }
    }

    /** Go on after a pause that lasted {@code pausedMillis}. */
    record Resume(long epoch, long pausedMillis) implements SupervisorMessage {
        public Resume {
            Range.requireAtLeast(0, "epoch", epoch);
            Range.requireAtLeast(0, "pausedMillis", pausedMillis);
        }
    }

    /** A message from the agent named {@code from}. */
    record Deliver(String from, Headers headers, Payload payload) implements SupervisorMessage {}

    /** What the worker sent to {@code to} could not be delivered, and why. */
    record Undeliverable(String to, String reason) implements SupervisorMessage {}
}
