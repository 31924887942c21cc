package io.agentropic.ipc.batch;

import io.agentropic.ipc.Headers;
import io.agentropic.ipc.Payload;
import java.util.List;
import java.util.Map;

/** What the supervisor tells a JVM that many agents share. Agents and programs go by numbers, from 0. */
public sealed interface SharedOrder {

    /**
     * A program that agents will be of; told before the first of them.
     *
     * @param program its number
     * @param className the class that implements {@code Agent}
     * @param classPath jars and directories
     * @param common whether the agents of all programs with this class path share its classes; if not, each has its own
     */
    record Define(int program, String className, List<String> classPath, boolean common) implements SharedOrder {}

    /**
     * Run an agent. A number is used again when {@link SharedNews.Ended} was said of it.
     *
     * @param agent its number
     * @param incarnation which life, from 1
     * @param program what it is of
     * @param name its name
     * @param args its arguments
     * @param input its input
     * @param attributes its attributes
     */
    record Spawn(
            int agent,
            long incarnation,
            int program,
            String name,
            List<String> args,
            Payload input,
            Map<String, String> attributes)
            implements SharedOrder {}

    /** End in an orderly way; {@code graceMillis} from now it is over. */
    record Stop(int agent, long graceMillis, String reason) implements SharedOrder {}

    /** Interrupt the thread in which its work has not ended. */
    record Interrupt(int agent) implements SharedOrder {}

    /** Call its {@code shutdown} although its work has not ended. */
    record CleanUp(int agent) implements SharedOrder {}

    /** Its time is over: say that it has ended, and leave its thread to itself. */
    record Abandon(int agent) implements SharedOrder {}

    /** How its agents take turns at safe points. */
    enum Turns {
        /** Each step is one, and a heavier agent makes more of them: two at a weight of 200. */
        STEPS,
        /** Each has a slice of time, longer for a heavier one. */
        SLICES,
        /** Those of a higher level come first. */
        PRIORITY
    }

    /** Let agents take turns like this from now on; {@code sliceMillis} is how long a turn is, or how soon a level is heeded. */
    record Schedule(Turns turns, long sliceMillis) implements SharedOrder {}

    /** The agent's standing: its level, 0 for the lowest to {@link #LEVELS} - 1, and its weight, 1 to 10,000. */
    record Rank(int agent, int level, int weight) implements SharedOrder {}

    /** Levels that there are. */
    int LEVELS = 4;

    /** The level of an agent of which none was told. */
    int NORMAL_LEVEL = 1;

    /** The weight of an agent of which none was told. */
    int NORMAL_WEIGHT = 100;

    /** The longest slice: a minute. */
    int MAX_SLICE_MILLIS = 60_000;

    /** The largest weight. */
    int MAX_WEIGHT = 10_000;

    /** Stand still at the next safe point, and say so. */
    record Pause(int agent, long epoch) implements SharedOrder {}

    /** Go on after the pause of this epoch. */
    record Resume(int agent, long epoch) implements SharedOrder {}

    /** A message from the agent named {@code from}. */
    record Deliver(int agent, String from, Headers headers, Payload payload) implements SharedOrder {}

    /** What an agent sent to {@code to} could not be delivered, and why. */
    record Undeliverable(int agent, String to, String reason) implements SharedOrder {}
}
