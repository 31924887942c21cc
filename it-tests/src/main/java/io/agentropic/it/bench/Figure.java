package io.agentropic.it.bench;

import java.util.Locale;

/**
 * One thing measured, and the floor it is compared with.
 *
 * @param name what was measured
 * @param unit of every value
 * @param ours the supervisor's
 * @param floorName what the floor is
 * @param floor the floor's
 */
record Figure(String name, String unit, Samples ours, String floorName, Samples floor) {

    double ratio() {
        return ours.median() / floor.median();
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "%-34s %9.2f %9.2f %9.2f   %-38s %9.2f %9.2f %9.2f   %6.2f  %s",
                name,
                ours.least(),
                ours.median(),
                ours.p99(),
                floorName,
                floor.least(),
                floor.median(),
                floor.p99(),
                ratio(),
                unit);
    }

    static String header() {
        return String.format(
                "%-34s %9s %9s %9s   %-38s %9s %9s %9s   %6s  %s",
                "figure", "least", "median", "p99", "floor", "least", "median", "p99", "ratio", "unit");
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"figure\":\"%s\",\"unit\":\"%s\",\"ours\":%s,\"floor\":{\"name\":\"%s\",\"values\":%s},\"ratio\":%.3f}",
                name,
                unit,
                ours.json(),
                floorName,
                floor.json(),
                ratio());
    }
}
