package io.agentropic.cli;

import java.util.Arrays;

/**
 * What the supervisor itself logs when it runs from the launcher jar: warnings, one line each, to standard error; with
 * {@code --debug} everything of ours. Set as properties, because a file in the jar would also bind embedding programs.
 */
final class LogSettings {

    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private LogSettings() {}

    /** To be called before the first logger is made. */
    static void apply(String... args) {
        set("defaultLogLevel", "warn");
        // What Netty finds odd about a host (no hardware address, say) is nothing that a user could act on.
        set("log.io.netty", "error");
        set("showThreadName", "false");
        set("showShortLogName", "true");
        set("showDateTime", "true");
        set("dateTimeFormat", "HH:mm:ss.SSS");
        if (Arrays.asList(args).contains("--debug")) {
            set("log.io.agentropic", "debug");
        }
    }

    /** The user's own choice on the command line wins. */
    private static void set(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
