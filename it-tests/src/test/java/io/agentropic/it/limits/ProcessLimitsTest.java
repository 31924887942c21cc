package io.agentropic.it.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.status.AgentResult;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Resource limits of the process, which hold on every kernel and for every user. */
@Tag("host")
@Tag("cgroup")
class ProcessLimitsTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void sixtyFourOpenFilesMeansSixtyFourHardAndSoft() throws Exception {
        AgentHandle handle = run.spawn(Programs.child("limits")
                .isolation(Programs.limited(ResourceLimits.builder().openFiles(64))));
        AgentResult result = handle.join(Duration.ofSeconds(60));

        assertThat(result.lastExit().stdoutTail())
                .anySatisfy(line -> assertThat(line).matches("Max open files +64 +64 +files *"));
        assertThat(result.lastExit().limits()).singleElement().satisfies(limit -> {
            assertThat(limit.resource()).isEqualTo("openFiles");
            assertThat(limit.effective()).isEqualTo(64L);
            assertThat(limit.enforced()).isTrue();
        });
    }

    @Test
    void anAgentThatOpensMoreIsRefusedAndLivesToTellIt() throws Exception {
        AgentResult result = run.result(Programs.child("files")
                .isolation(Programs.limited(ResourceLimits.builder().openFiles(64))));

        assertThat(result.lastExit().stdoutTail())
                .singleElement()
                .asString()
                .matches("refused after [3-6][0-9] files: .*Too many open files.*");
    }

    @Test
    void aFileEndsAtTheLargestSizeAllowed() throws Exception {
        AgentResult result = run.result(Programs.child("file-size", "8")
                .workingDirectory(run.scratch())
                .isolation(Programs.limited(ResourceLimits.builder().fileSize(DataSize.mebibytes(2)))));

        assertThat(result.lastExit().stdoutTail()).singleElement().asString().startsWith("refused at 2097152 bytes");
        assertThat(result.lastExit().limits()).allMatch(LimitReport::enforced);
    }

    @Test
    void noAgentLeavesACore() throws Exception {
        AgentResult result = run.result(Programs.child("limits"));

        assertThat(result.lastExit().stdoutTail())
                .anySatisfy(line -> assertThat(line).matches("Max core file size +0 +0 +bytes *"));
    }
}
