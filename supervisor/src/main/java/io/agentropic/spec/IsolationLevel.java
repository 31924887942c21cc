package io.agentropic.spec;

import java.util.Locale;

/** How strong the fences around an agent are, from weakest to strongest. */
public enum IsolationLevel {
    /** Many agents share one child JVM: separated from the supervisor only. */
    NONE,
    /** A child JVM of its own with limits on what it may use: for unstable agents, no boundary against malice. */
    RESOURCE_LIMITS,
    /** Also Landlock and seccomp: for malicious code under the same user, the kernel being trusted. */
    SANDBOX,
    /** Also name spaces: siblings and host processes are invisible. */
    PROCESS,
    /** An OCI container with its own root file system. */
    CONTAINER;

    /** The word used in configuration files and reports: {@code resource-limits}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
