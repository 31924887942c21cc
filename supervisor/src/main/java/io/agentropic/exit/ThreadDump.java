package io.agentropic.exit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The thread dump that a JVM writes to its standard output on SIGQUIT, with what a reader looks for first.
 *
 * @param lines from its title on, at most {@link #MAX_LINES}
 */
public record ThreadDump(List<String> lines) {

    /** How many lines are kept; the log file has the rest. */
    public static final int MAX_LINES = 1_000;

    private static final int MAX_LENGTH = 300;
    private static final String TITLE = "Full thread dump ";
    private static final String END = "JNI global refs";
    private static final Pattern STATE = Pattern.compile("\\s+java\\.lang\\.Thread\\.State: (.*)");
    private static final Pattern FRAME = Pattern.compile("\\s+at (.*)");
    private static final Pattern OF_THE_JDK = Pattern.compile("\\s+at .*\\((?:java|jdk)\\.[a-z.]+@.*");
    private static final Pattern DEADLOCK = Pattern.compile("Found (?:one|\\d+) .*deadlocks?[:.]?");

    /** Copies the lines. */
    public ThreadDump {
        lines = List.copyOf(lines);
    }

    /** The dump in what was written since it was asked for; without lines when there is none. */
    public static ThreadDump in(String written) {
        return new ThreadDump(written.lines()
                .dropWhile(line -> !line.startsWith(TITLE))
                .limit(MAX_LINES)
                .map(line -> line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH))
                .toList());
    }

    /** Whether all threads are in it. */
    public static boolean isWhole(String written) {
        int title = written.indexOf(TITLE);
        return title >= 0 && written.indexOf(END, title) > title;
    }

    /** What the thread {@code main} does, where an agent's code runs, and where outside the JDK it does it. */
    Optional<String> mainThread() {
        List<String> main = lines.stream()
                .dropWhile(line -> !line.startsWith("\"main\""))
                .takeWhile(line -> !line.isBlank())
                .toList();
        List<String> own = main.stream()
                .filter(line -> !OF_THE_JDK.matcher(line).matches())
                .toList();
        return first(STATE, main)
                .flatMap(state -> first(FRAME, own).or(() -> first(FRAME, main)).map(frame -> state + " at " + frame));
    }

    /** Whether the JVM found threads that wait for each other. */
    boolean deadlocked() {
        return lines.stream().anyMatch(line -> DEADLOCK.matcher(line).matches());
    }

    private static Optional<String> first(Pattern pattern, List<String> lines) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
