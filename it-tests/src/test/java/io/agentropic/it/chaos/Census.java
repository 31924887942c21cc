package io.agentropic.it.chaos;

import io.agentropic.fence.Fences;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts lives by what the kernel says: each process of an agent carries a mark with its agent's name and the number of the
 * life, whatever became of its parents.
 */
final class Census {

    private final Pattern mark;
    private final Violations violations;

    /** A census of the agents of one run. */
    Census(String runId, Violations violations) {
        this.mark = Pattern.compile("(?:^|\0)" + Fences.MARKER_VARIABLE + "=" + runId + "/([^/\0]+)/([0-9]+)(?=\0|$)");
        this.violations = violations;
    }

    /**
     * One process of a life.
     *
     * @param startTicks tells it from a later one with the same number
     */
    private record Inhabitant(String agent, long life, long pid, String startTicks) {}

    /** Fails when two lives of one agent are there at the same time. */
    void count() throws IOException {
        Map<String, Inhabitant> first = new HashMap<>();
        for (Path process : processes()) {
            inhabitant(process).ifPresent(found -> {
                Inhabitant other = first.putIfAbsent(found.agent(), found);
                if (other != null && other.life() != found.life() && isThere(other) && isThere(found)) {
                    violations.add("two lives of one agent at once: " + other + " and " + found);
                }
            });
        }
    }

    /** Whether this process belongs to this life. */
    boolean inhabits(long pid, String agent, long life) {
        return inhabitant(Path.of("/proc", Long.toString(pid)))
                .filter(found -> found.agent().equals(agent) && found.life() == life)
                .isPresent();
    }

    /** The one seen first was there before and is there after the other was seen: they are there at once. */
    private boolean isThere(Inhabitant inhabitant) {
        return inhabitant(Path.of("/proc", Long.toString(inhabitant.pid())))
                .filter(Predicate.isEqual(inhabitant))
                .isPresent();
    }

    private static Iterable<Path> processes() throws IOException {
        try (var all = Files.list(Path.of("/proc"))) {
            return all.filter(file -> file.getFileName().toString().matches("[0-9]+"))
                    .toList();
        }
    }

    /** Empty for other people's processes, and for dead ones: a zombie has no environment. */
    private Optional<Inhabitant> inhabitant(Path process) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            Matcher matcher = mark.matcher(environment);
            if (!matcher.find()) {
                return Optional.empty();
            }
            long pid = Long.parseLong(process.getFileName().toString());
            return Optional.of(
                    new Inhabitant(matcher.group(1), Long.parseLong(matcher.group(2)), pid, startTicks(process)));
        } catch (IOException goneOrForeign) {
            return Optional.empty();
        }
    }

    /** The 22nd field of {@code /proc/PID/stat}; the second may contain anything, its end is the last bracket. */
    private static String startTicks(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
    }
}
