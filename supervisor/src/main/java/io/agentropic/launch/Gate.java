package io.agentropic.launch;

import io.agentropic.syscall.CurrentProcess;
import java.util.List;

/** The shell in which a child waits for one line before it becomes the program. Nothing of the agent runs in it. */
final class Gate {

    private Gate() {}

    /** The first words of a command that waits, and then runs in a session of its own. */
    static List<String> ofSession() {
        return words("", "setsid ");
    }

    /**
     * The first words of a command that waits.
     *
     * @param before what the shell does first, each command ended by {@code "; "}
     * @param launcher what starts the program: {@code setsid}, or nothing
     */
    static List<String> words(String before, String launcher) {
        return List.of("/bin/sh", "-c", script(before, launcher, ""), "sh");
    }

    /**
     * As {@link #ofSession}, for a command that is to find a file opened.
     *
     * @param before what the shell does first, each command ended by {@code "; "}
     * @param file what it finds
     * @param descriptor where it finds it; one digit, since POSIX shells need not know more
     */
    static List<String> ofSession(String before, String file, int descriptor) {
        return List.of("/bin/sh", "-c", script(before, "setsid ", " " + descriptor + "<\"$0\""), file);
    }

    private static String script(String before, String launcher, String after) {
        String mask = CurrentProcess.inheritedFileMask()
                .map(inherited -> "umask " + inherited + "; ")
                .orElse("");
        return mask + before + "read -r _ && exec " + launcher + "\"$@\"" + after;
    }
}
