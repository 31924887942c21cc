package io.agentropic.cgroup;

import java.util.Arrays;
import java.util.List;

/**
 * One value in one control file, and the limit that it holds.
 *
 * @param resource the limit, named as in the configuration
 * @param file which control file
 * @param value what is written
 * @param expected the words that one line of the file must then have
 * @param effective what they mean, in the limit's own unit
 */
record Setting(String resource, String file, String value, String expected, Number effective) {

    /** Whether {@code content}, read back from the file, says what was wanted. */
    boolean heldBy(String content) {
        return content.lines().anyMatch(line -> words(line).containsAll(words(expected)));
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.split(" "));
    }
}
