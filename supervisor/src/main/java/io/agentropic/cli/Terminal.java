package io.agentropic.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What standard output is connected to, and how text is made fit for it. */
final class Terminal {

    private static final int OUT = 1;
    private static final int ERR = 2;
    private static final String RESET = "\u001b[0m";

    private Terminal() {}

    /** A terminal shows standard output. */
    static boolean attached() {
        return attached(OUT);
    }

    /** A terminal shows standard error. */
    static boolean errorsAttached() {
        return attached(ERR);
    }

    /** Asked of {@code /proc}, because a console object costs start-up time. */
    private static boolean attached(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noProc) {
            return false;
        }
    }

    /** Colours are wanted: a terminal is attached and {@code NO_COLOR} (no-color.org) is not set. */
    static boolean coloured() {
        String noColor = System.getenv("NO_COLOR");
        return (noColor == null || noColor.isEmpty()) && attached();
    }

    /** {@code →} where standard output can show it. */
    static String arrow() {
        return System.out.charset().newEncoder().canEncode('→') ? "→" : "->";
    }

    /** The state's name, in its colour when colours are wanted. */
    static String state(String state, boolean coloured) {
        if (!coloured) {
            return state;
        }
        String code = switch (state) {
            case "RUNNING" -> "\u001b[32m";
            case "COMPLETED", "STOPPED", "NEW" -> "\u001b[36m";
            case "FAILED", "STUCK" -> "\u001b[31m";
            default -> "\u001b[33m";
        };
        return code + state + RESET;
    }

    /**
     * Whether a character only shows itself: it is no control character, does not change the direction of what follows
     * (Unicode's bidirectional controls are of the category Format), and is no separator of lines.
     */
    static boolean harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** Text that came from an agent, without the power to control a terminal: {@code ESC} becomes {@code \x1b}. */
    static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\t') {
                safe.append("    ");
            } else if (harmless(c)) {
                safe.appendCodePoint(c);
            } else {
                safe.append(c <= 0xff ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
            }
        });
        return safe.toString();
    }
}
