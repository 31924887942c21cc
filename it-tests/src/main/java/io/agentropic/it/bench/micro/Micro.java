package io.agentropic.it.bench.micro;

import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * All benchmarks of this package, measured by JMH.
 *
 * @param figures by name
 */
public record Micro(List<MicroFigure> figures) {

    private static final int WARM_UP = 3;
    private static final int ITERATIONS = 5;
    private static final TimeValue ITERATION = TimeValue.milliseconds(600);
    private static final TimeValue GLANCE = TimeValue.milliseconds(50);

    /** Touching memory for the first time takes longer than many a step: so small a heap was used up while warming up. */
    private static final String[] HEAP = {"-Xms256m", "-Xmx256m"};

    /** Each in a JVM of its own; the short form only shows that they run, in this one. */
    public static Micro measure(boolean quick) throws RunnerException {
        // Its lock would leave a file behind.
        System.setProperty("jmh.ignoreLock", "true");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(Micro.class.getPackageName() + "\\.")
                .threads(1)
                .forks(quick ? 0 : 1)
                .jvmArgsAppend(HEAP)
                .warmupIterations(quick ? 0 : WARM_UP)
                .warmupTime(ITERATION)
                .measurementIterations(quick ? 1 : ITERATIONS)
                .measurementTime(quick ? GLANCE : ITERATION)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        return new Micro(
                new Runner(options.build()).run().stream().map(MicroFigure::of).toList());
    }

    /** The figure of this name. */
    public MicroFigure figure(String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no benchmark is named '" + name + "'"));
    }

    /** A line for each. */
    public String table() {
        return figures.stream()
                .map(MicroFigure::row)
                .collect(Collectors.joining("\n", MicroFigure.header() + "\n", ""));
    }

    /** The same as JSON. */
    public String json() {
        return figures.stream().map(MicroFigure::json).collect(Collectors.joining(",", "[", "]"));
    }
}
