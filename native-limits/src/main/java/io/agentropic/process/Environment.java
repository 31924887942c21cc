package io.agentropic.process;

import java.util.Arrays;
import java.util.Optional;

/**
 * What {@code /proc/PID/environ} shows; see proc_pid_environ(5).
 *
 * @param text assignments, each ended by a zero byte
 */
public record Environment(String text) {

    /**
     * Whether it holds nothing. So it looks too for a moment during each execve(2), which gives the process a new address
     * space first and its environment later.
     */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** The value of {@code variable}, if it is set. */
    public Optional<String> value(String variable) {
        String assignment = variable + "=";
        return Arrays.stream(text.split("\0"))
                .filter(entry -> entry.startsWith(assignment))
                .map(entry -> entry.substring(assignment.length()))
                .findFirst();
    }
}
