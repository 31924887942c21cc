package io.agentropic.cgroup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pressure file such as {@code memory.pressure} (Documentation/accounting/psi.rst). */
final class Pressure {

    private static final Pattern SOME = Pattern.compile("(?m)^some .*\\bavg60=(\\d{1,3}\\.\\d{1,4})");

    private Pressure() {}

    /** Percent of the last minute in which some task waited; {@code null} where the text does not say. */
    static @Nullable Double someInLastMinute(String text) {
        Matcher some = SOME.matcher(text);
        return some.find() ? Double.valueOf(some.group(1)) : null;
    }
}
