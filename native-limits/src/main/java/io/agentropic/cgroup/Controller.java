package io.agentropic.cgroup;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The controllers that limits need. */
public enum Controller {
    /** {@code memory.max} and its neighbours. */
    MEMORY,
    /** {@code cpu.max}, {@code cpu.weight}. */
    CPU,
    /** {@code pids.max}. */
    PIDS,
    /** {@code io.max}. */
    IO;

    /** Reads {@code cgroup.controllers} or {@code cgroup.subtree_control}; others than these four are passed over. */
    static Set<Controller> parse(String line) {
        List<String> names = Arrays.asList(line.strip().split(" +"));
        Set<Controller> found = EnumSet.noneOf(Controller.class);
        for (Controller controller : values()) {
            if (names.contains(controller.toString())) {
                found.add(controller);
            }
        }
        return found;
    }

    /** As the kernel writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
