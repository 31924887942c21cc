package io.agentropic.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes that the JDK's own handles see wrongly: one that has ended and waits for its parent is no longer alive. */
public final class Processes {

    private Processes() {}

    /** Whether {@code pid} runs; a zombie does not. */
    public static boolean alive(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException gone) {
            return false;
        }
    }
}
