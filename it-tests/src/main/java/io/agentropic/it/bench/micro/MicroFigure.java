package io.agentropic.it.bench.micro;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What one operation takes.
 *
 * @param name class, method and parameters of the benchmark, in words
 * @param unit of the values
 * @param each what each value is of: one operation, or the mean of an iteration
 * @param values how many there are
 * @param least the smallest value
 * @param median half of the values are no larger
 * @param p99 99 % of the values are no larger
 */
public record MicroFigure(String name, String unit, String each, long values, double least, double median, double p99) {

    static MicroFigure of(RunResult result) {
        Statistics statistics = result.getPrimaryResult().getStatistics();
        return new MicroFigure(
                name(result.getParams()),
                result.getPrimaryResult().getScoreUnit().replace("/op", ""),
                result.getParams().getMode() == Mode.SampleTime ? "operation" : "iteration",
                statistics.getN(),
                statistics.getMin(),
                statistics.getPercentile(50),
                statistics.getPercentile(99));
    }

    /** {@code io.agentropic.it.bench.micro.Frames.encode} with {@code HEARTBEAT} is {@code frames: encode heartbeat}. */
    private static String name(BenchmarkParams params) {
        String[] path = params.getBenchmark().split("\\.", -1);
        String parameters = params.getParamsKeys().stream()
                .map(key -> " " + params.getParam(key))
                .collect(Collectors.joining());
        return Stream.of(path[path.length - 2], ": ", words(path[path.length - 1]), parameters)
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("(?=[A-Z])", " ");
    }

    static String header() {
        return String.format(
                "%-34s %9s %9s %9s   %6s %-10s %s", "micro", "least", "median", "p99", "n", "each", "unit");
    }

    String row() {
        return String.format(
                Locale.ROOT, "%-34s %9.2f %9.2f %9.2f   %6d %-10s %s", name, least, median, p99, values, each, unit);
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"unit\":\"%s\",\"values\":%d,\"each\":\"%s\",\"least\":%.3f,\"median\":%.3f,\"p99\":%.3f}",
                name,
                unit,
                values,
                each,
                least,
                median,
                p99);
    }
}
