package io.agentropic.exit;

import io.agentropic.cgroup.Strain;
import io.agentropic.fence.Evidence;
import io.agentropic.limits.LimitReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read when an incarnation has ended and nothing of it runs any more.
 *
 * @param agent the agent's name
 * @param incarnation which life
 * @param pid its process id; {@code null} when no process came to be
 * @param code its exit code; {@code null} when no process came to be
 * @param startedAt when it began
 * @param endedAt when its end was noticed
 * @param evidence what the kernel or the monitor counted
 * @param limits what held it
 * @param strain what held it up, counted since it began
 * @param crashFile its hs_err file; {@code null} when there is none
 * @param stdoutTail its last lines of standard output
 * @param stderrTail its last lines of standard error
 * @param identity which process it was; {@code null} when no process came to be
 */
public record Ending(
        String agent,
        long incarnation,
        @Nullable Long pid,
        @Nullable Integer code,
        Instant startedAt,
        Instant endedAt,
        Evidence evidence,
        List<LimitReport> limits,
        Strain strain,
        @Nullable Path crashFile,
        List<String> stdoutTail,
        List<String> stderrTail,
        @Nullable Identity identity) {}
