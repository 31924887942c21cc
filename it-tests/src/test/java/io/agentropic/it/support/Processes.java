package io.agentropic.it.support;

import io.agentropic.fence.Fences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processes that the JDK's own handles see wrongly: one that has ended and waits for its parent is no longer alive. */
public final class Processes {

    private Processes() {}

    /** What runs with the mark of the supervisor of this run directory; the user must be allowed to look at it. */
    public static List<String> ofRun(Path runDirectory) {
        String mark = Fences.MARKER_VARIABLE + "=" + Lane.runId(runDirectory);
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .filter(pid ->
                            alive(Long.parseLong(pid)) && environment(pid).contains(mark))
                    .map(pid -> pid + " " + commandLine(pid))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /proc", e);
        }
    }

    private static String environment(String pid) {
        return text(pid, "environ");
    }

    private static String commandLine(String pid) {
        return text(pid, "cmdline").replace('\0', ' ');
    }

    /** Empty for one that is gone, or another user's. */
    private static String text(String pid, String file) {
        try {
            return Files.readString(Path.of("/proc", pid, file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

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
