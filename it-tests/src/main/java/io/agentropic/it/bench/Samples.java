package io.agentropic.it.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Values of one figure, in its unit; at least one. */
record Samples(List<Double> values) {

    Samples {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
        values = values.stream().sorted().toList();
    }

    static Samples of(double... values) {
        return new Samples(DoubleStream.of(values).boxed().toList());
    }

    double median() {
        return at(0.5);
    }

    double p99() {
        return at(0.99);
    }

    double least() {
        return values.getFirst();
    }

    double most() {
        return values.getLast();
    }

    /** How they are spread. */
    String spread() {
        return String.format(
                Locale.ROOT,
                "least %.2f, p10 %.2f, p25 %.2f, p50 %.2f, p75 %.2f, p90 %.2f, p99 %.2f, most %.2f",
                least(),
                at(0.1),
                at(0.25),
                median(),
                at(0.75),
                at(0.9),
                p99(),
                most());
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"samples\":%d,\"least\":%.3f,\"p10\":%.3f,\"p25\":%.3f,\"median\":%.3f,\"p75\":%.3f,\"p90\":%.3f,"
                        + "\"p99\":%.3f,\"most\":%.3f}",
                values.size(),
                least(),
                at(0.1),
                at(0.25),
                median(),
                at(0.75),
                at(0.9),
                p99(),
                most());
    }

    /** The smallest value that is at least as large as the given share of all. */
    private double at(double share) {
        return values.get(Math.max(0, (int) Math.ceil(share * values.size()) - 1));
    }
}
