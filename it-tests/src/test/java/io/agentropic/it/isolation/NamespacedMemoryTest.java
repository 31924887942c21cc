package io.agentropic.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory limit of an agent in namespaces, on a kernel that holds it. */
@Tag("cgroup")
class NamespacedMemoryTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "CONTAINER"})
    void whatIsInItsTemporaryDirectoryCountsAsItsMemory(IsolationLevel level) throws Exception {
        ExitReport end = Objects.requireNonNull(run.result(Programs.child("fill", "/tmp/fill")
                        .isolation(IsolationConfig.builder()
                                .level(level)
                                .limits(ResourceLimits.builder()
                                        .memory(DataSize.mebibytes(80))
                                        .build())
                                .sandbox(SandboxConfig.builder()
                                        .tmpSize(DataSize.mebibytes(256))
                                        .build())
                                .build()))
                .lastExit());

        assertThat(end.cause()).isEqualTo(ExitCause.OOM_KILLED);
    }
}
