package io.agentropic.it.bench;

import java.util.List;
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

    /** The smallest value that is at least as large as the given share of all. */
    private double at(double share) {
        return values.get(Math.max(0, (int) Math.ceil(share * values.size()) - 1));
    }
}
