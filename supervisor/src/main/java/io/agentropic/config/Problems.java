package io.agentropic.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects everything that is wrong with one file. */
final class Problems {

    private static final int MOST_REPORTED = 50;

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Location at, String message) {
        found.add(new Problem(at, message));
    }

    boolean none() {
        return found.isEmpty();
    }

    /** Does nothing while there are none. */
    void throwIfAny() {
        if (!none()) {
            throw new ConfigurationException(lines());
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(found.stream()
                .sorted(Comparator.comparingInt(
                                (Problem problem) -> problem.at().line())
                        .thenComparingInt(problem -> problem.at().column()))
                .map(problem ->
                        file + ":" + problem.at().line() + ":" + problem.at().column() + ": " + problem.message())
                .distinct()
                .limit(MOST_REPORTED)
                .toList());
        if (found.size() > lines.size()) {
            lines.add(file + ": " + (found.size() - lines.size()) + " more problems");
        }
        return lines;
    }

    private record Problem(Location at, String message) {}
}
