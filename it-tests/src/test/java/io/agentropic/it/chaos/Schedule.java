package io.agentropic.it.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is done to whom, one step after the other without an end: a pure value of the seed, so that a run can be done
 * again. What a step does not fit, an agent that has no process for instance, it passes by.
 *
 * @param seed of all that is random
 * @param agents how many there are
 */
record Schedule(long seed, int agents) {

    private static final int LONGEST_PAUSE_MILLIS = 80;

    /** One act in this many is a request, the others are harm. */
    private static final int REQUEST_EVERY = 3;

    /** Each as often as it is to come up among all. */
    private static final List<Fault> FAULTS = repeated(
            new Share<>(Fault.KILL, 6),
            new Share<>(Fault.TERMINATE, 3),
            new Share<>(Fault.CRASH, 1),
            new Share<>(Fault.FREEZE, 2),
            new Share<>(Fault.HICCUP, 2),
            new Share<>(Fault.END, 1),
            new Share<>(Fault.EXIT, 4),
            new Share<>(Fault.HALT, 4),
            new Share<>(Fault.THROW, 4),
            new Share<>(Fault.LEAVE, 3),
            new Share<>(Fault.HEAP, 2),
            new Share<>(Fault.MEMORY, 2),
            new Share<>(Fault.STALL, 1),
            new Share<>(Fault.DEAF, 1));

    private static final List<Request> REQUESTS = repeated(
            new Share<>(Request.START, 8),
            new Share<>(Request.STOP, 2),
            new Share<>(Request.KILL, 1),
            new Share<>(Request.RESTART, 3),
            new Share<>(Request.PAUSE, 3),
            new Share<>(Request.RESUME, 5),
            new Share<>(Request.REPLACE, 1));

    private record Share<T>(T what, int times) {}

    /** Harm done, or a request made. */
    sealed interface Act {
        record Harm(Fault fault) implements Act {}

        record Ask(Request request) implements Act {}
    }

    /**
     * One step.
     *
     * @param number from 1
     * @param pause after the step before
     * @param agent from 0
     * @param act what happens to it
     */
    record Step(long number, Duration pause, int agent, Act act) {}

    /** The steps, the same ones each time. */
    Stream<Step> steps() {
        Random random = new Random(seed);
        return Stream.iterate(1L, number -> number + 1).map(number -> step(number, random));
    }

    private Step step(long number, Random random) {
        Duration pause = Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
        int agent = random.nextInt(agents);
        return new Step(number, pause, agent, act(random));
    }

    private static Act act(Random random) {
        return random.nextInt(REQUEST_EVERY) == 0
                ? new Act.Ask(REQUESTS.get(random.nextInt(REQUESTS.size())))
                : new Act.Harm(FAULTS.get(random.nextInt(FAULTS.size())));
    }

    @SafeVarargs
    private static <T> List<T> repeated(Share<T>... shares) {
        List<T> all = new ArrayList<>();
        for (Share<T> share : shares) {
            IntStream.range(0, share.times()).forEach(_ -> all.add(share.what()));
        }
        return List.copyOf(all);
    }
}
