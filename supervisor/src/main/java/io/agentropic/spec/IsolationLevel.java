package io.agentropic.spec;

import java.util.Locale;

/** How strong the fences around an agent are, from weakest to strongest. */
public enum IsolationLevel {
    /** Many agents share one child JVM: separated from the supervisor, and from each other by their class paths only. */
    NONE,
    /** A child JVM of its own with limits on what it may use: for unstable agents, no boundary against malice. */
    RESOURCE_LIMITS,
    /** Also Landlock and seccomp: for malicious code under the same user, the kernel being trusted. */
    SANDBOX,
    /** Also name spaces: siblings and host processes are invisible. */
    PROCESS,
    /** An OCI container with its own root file system. */
    CONTAINER;

    /** Whether it holds hostile code, so that what the agent may reach is configured. */
    public boolean confines() {
        return compareTo(SANDBOX) >= 0;
    }

    /** The word used in configuration files and reports: {@code resource-limits}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
