package io.agentropic.it.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentropic.host.HostProbe;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Programs;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.status.AgentResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker that waits at the level {@code sandbox} does so inside. */
@Tag("host")
class PoolSandboxTest {

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void whatItWasNotGivenIsOutOfItsReachAndItsOwnDirectoryIsNot() throws Exception {
        assumeTrue(
                HostProbe.probe().levels().stream()
                        .anyMatch(level -> level.level().equals("sandbox") && level.available()),
                "this host lacks the level: see 'doctor'");
        Path outside = Files.writeString(run.scratch().resolve("file"), "secret");
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-rw-rw-"));
        Pool.open(run, WarmPoolConfig.ofSize(1));
        run.result(inside("first", "try-tmp"));
        Pool.awaitWaiting(run, 1);
        AgentResult result = run.result(inside("second", "try-read", outside.toString(), "then", "try-tmp"));

        assertThat(result.succeeded()).as(result.toString()).isTrue();
        assertThat(Pool.of(run).hits()).isEqualTo(1);
        assertThat(Pool.output(run, "second")).contains("read: refused", "tmp: done");
    }

    private static AgentSpec.Builder inside(String name, String... command) {
        return Programs.child(command)
                .name(name)
                .isolation(IsolationConfig.builder()
                        .level(IsolationLevel.SANDBOX)
                        .sandbox(SandboxConfig.builder().build())
                        .build());
    }
}
