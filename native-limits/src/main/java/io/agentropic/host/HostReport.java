package io.agentropic.host;

import java.util.List;

/**
 * What this host can enforce, limit by limit and level by level.
 *
 * @param kernel release, as {@code uname -r} prints it
 * @param arch {@code x86_64} or {@code aarch64}
 * @param user who asks: {@code root} or {@code uid 1000}; what can be enforced depends on it
 * @param cgroup which control groups there are and what can be done with them
 * @param limits one row per limit
 * @param levels one row per isolation level, weakest first
 */
public record HostReport(
        String kernel,
        String arch,
        String user,
        String cgroup,
        List<LimitCapability> limits,
        List<LevelCapability> levels) {}
