package io.agentropic.it.bench.peer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the comparison with others is shown. */
final class PeerTable {

    private PeerTable() {}

    static String of(Peers peers) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT, "%-38s %-14s %9s %9s %9s %5s  %s%n", "peers", "", "median", "least", "most", "n", "unit"));
        for (Rival rival : peers.rivals()) {
            table.append(row(peers.copies() + " programs cold, all up", rival, rival.coldMillis(), "ms"));
        }
        for (Rival rival : peers.rivals()) {
            table.append(row("kill -9 to successor's first line", rival, rival.revivalMillis(), "ms"));
        }
        for (Rival rival : peers.rivals()) {
            rival.footprints()
                    .forEach(footprint -> table.append(String.format(
                            Locale.ROOT,
                            "%-38s %-14s %9.1f MiB, %.2f MiB for each, %.2f %% of one core%n",
                            "supervisor with " + footprint.children() + " idle programs",
                            rival.name(),
                            footprint.mebibytes(),
                            footprint.mebibytes() / footprint.children(),
                            footprint.cpuPercent())));
        }
        table.append(
                peers.erlang().isEmpty()
                        ? String.format(
                                "%-38s %-14s missing: the Debian package erlang-base%n", "spawn_monitor", "Erlang")
                        : line("spawn_monitor and the end's message", "Erlang", peers.erlang(), "1/s"));
        return table.toString().stripTrailing();
    }

    private static String row(String figure, Rival rival, List<Double> values, String unit) {
        if (!rival.missing().isEmpty()) {
            return String.format("%-38s %-14s missing: %s%n", figure, rival.name(), rival.missing());
        }
        return line(figure, rival.name(), values, unit);
    }

    private static String line(String figure, String name, List<Double> values, String unit) {
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%-38s %-14s %9.0f %9.0f %9.0f %5d  %s%n",
                figure,
                name,
                sorted.get((sorted.size() - 1) / 2),
                sorted.getFirst(),
                sorted.getLast(),
                sorted.size(),
                unit);
    }

    static String json(Peers peers) {
        return "{\"copies\":" + peers.copies() + ",\"rivals\":["
                + peers.rivals().stream().map(PeerTable::json).collect(Collectors.joining(","))
                + "],\"erlangPerSecond\":"
                + numbers(peers.erlang()) + "}";
    }

    private static String json(Rival rival) {
        String footprints = rival.footprints().stream()
                .map(footprint -> String.format(
                        Locale.ROOT,
                        "{\"children\":%d,\"mebibytes\":%.1f,\"cpuPercent\":%.2f}",
                        footprint.children(),
                        footprint.mebibytes(),
                        footprint.cpuPercent()))
                .collect(Collectors.joining(","));
        return "{\"name\":\"" + rival.name() + "\",\"missing\":\"" + rival.missing() + "\",\"coldMillis\":"
                + numbers(rival.coldMillis()) + ",\"revivalMillis\":" + numbers(rival.revivalMillis())
                + ",\"footprints\":[" + footprints + "]}";
    }

    private static String numbers(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.1f", value))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
