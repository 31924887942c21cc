package io.agentropic.exit;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The marker that HotSpot leaves when {@code -XX:+ExitOnOutOfMemoryError} ends it: exit code 3 and a line of its own on
 * standard output ({@code debug.cpp}, {@code report_java_out_of_memory}).
 */
final class HeapExhaustion {

    private static final int EXIT_CODE = 3;
    private static final String MARKER = "Terminating due to java.lang.OutOfMemoryError";

    private HeapExhaustion() {}

    static boolean announcedIn(@Nullable Integer code, List<String> stdoutTail, List<String> stderrTail) {
        return code != null
                && code == EXIT_CODE
                && Stream.concat(stdoutTail.stream(), stderrTail.stream()).anyMatch(line -> line.contains(MARKER));
    }
}
