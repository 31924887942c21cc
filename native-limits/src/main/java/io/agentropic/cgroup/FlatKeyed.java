package io.agentropic.cgroup;

import java.util.HashMap;
import java.util.Map;

/** A file of {@code KEY VALUE} lines, such as {@code cpu.stat}, {@code memory.events} and {@code cgroup.events}. */
record FlatKeyed(Map<String, Long> values) {

    static final FlatKeyed EMPTY = new FlatKeyed(Map.of());

    FlatKeyed {
        values = Map.copyOf(values);
    }

    /** Reads such a file; an {@link IllegalArgumentException} names the line that has another form. */
    static FlatKeyed parse(String text) {
        var values = new HashMap<String, Long>();
        for (String line : text.lines().toList()) {
            int space = line.indexOf(' ');
            if (space < 1) {
                throw new IllegalArgumentException("no key and value in '" + line + "'");
            }
            values.put(
                    line.substring(0, space),
                    Long.parseLong(line.substring(space + 1).strip()));
        }
        return new FlatKeyed(values);
    }

    /** The value of {@code key}; 0 where this kernel does not have it. */
    long get(String key) {
        return values.getOrDefault(key, 0L);
    }

    boolean isSet(String key) {
        return get(key) != 0;
    }
}
