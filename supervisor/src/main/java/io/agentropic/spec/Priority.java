package io.agentropic.spec;

import java.util.Locale;

/** An agent's standing when processors are scarce; each step is ten times the CPU weight of the one below. */
public enum Priority {
    /** CPU weight 10. */
    LOW(10),
    /** CPU weight 100, the kernel's default. */
    NORMAL(100),
    /** CPU weight 1,000. */
    HIGH(1_000),
    /** CPU weight 10,000. */
    CRITICAL(10_000);

    private final int cpuWeight;

    Priority(int cpuWeight) {
        this.cpuWeight = cpuWeight;
    }

    /** The value of {@code cpu.weight}, 1 to 10,000 (cgroup-v2.rst, "CPU Interface Files"). */
    public int cpuWeight() {
        return cpuWeight;
    }

    /** The word used in configuration files and reports: {@code normal}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
