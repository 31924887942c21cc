package io.agentropic.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.fence.FenceException;
import io.agentropic.ipc.Program;
import io.agentropic.ipc.Token;
import io.agentropic.logs.AgentLogs;
import io.agentropic.plan.LevelMeans;
import io.agentropic.program.InspectedProgram;
import io.agentropic.program.JavaHome;
import io.agentropic.sandbox.UidRange;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.LogConfig;
import io.agentropic.spec.ProgramSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children that are a shell script in the place of a JVM. */
final class ChildLauncherTest {

    @TempDir
    private Path directory;

    private Path java;
    private AgentLogs logs;
    private ChildLauncher launcher;

    @BeforeEach
    void aJvmThatTellsWhatItSees() throws IOException {
        java = directory.resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                read -r token
                echo "token $token"
                echo "marker $AGENTROPIC_AGENT, key $KEY, home $HOME"
                echo "directory $(pwd)"
                echo "session $(cut -d' ' -f6 /proc/$$/stat) of $$"
                cat
                exit 7
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        logs = AgentLogs.in(directory, LogConfig.DEFAULT);
        launcher = new ChildLauncher(
                Path.of("/no/worker.jar"),
                _ -> Optional.empty(),
                Path.of("/no/workers.sock"),
                Map.of("PATH", "/usr/bin:/bin", "HOME", "/me"),
                NamespaceTools.on("", LevelMeans.of(UidRange.DEFAULT, false)));
    }

    @Test
    void behindTheGateNothingRunsAndThenTheProgramDoes() throws Exception {
        FakeFence fence = new FakeFence(false);
        GatedChild child =
                launch(spec().env("KEY", "value").workingDirectory(directory).build(), fence);
        assertThat(fence.enclosed()).isEqualTo(child.pid());
        assertThat(logs.stdout().path()).isEmptyFile();

        Token token = Token.random();
        child.open(token);
        assertThat(child.onExit().get(20, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(logs.stdout().tail(50, 0))
                .containsExactly(
                        "token " + token.toHex(),
                        "marker run/a/1, key value, home ",
                        "directory " + directory.toRealPath(),
                        "session " + child.pid() + " of " + child.pid());
    }

    @Test
    void aFenceThatCannotBeClosedLeavesNoChild() {
        FakeFence fence = new FakeFence(true);
        assertThatThrownBy(() -> launch(spec().build(), fence))
                .isInstanceOf(FenceException.class)
                .hasMessageContaining("EMFILE");
        assertThat(fence.enclosed()).isPositive();
        assertThat(ProcessHandle.of(fence.enclosed()).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(logs.stdout().path()).isEmptyFile();
    }

    @Test
    void aChildThatDiesAtItsGateCannotBeLetIn() throws Exception {
        GatedChild child = launch(spec().build(), new FakeFence(false));
        assertThat(ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly())
                .isTrue();
        assertThat(child.onExit().get(20, TimeUnit.SECONDS)).isEqualTo(137);
        assertThatThrownBy(() -> child.open(Token.random()))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("child " + child.pid() + " is gone before its gate was opened");
    }

    @Test
    void aDirectoryThatIsMissingIsNamed() {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> launch(spec().workingDirectory(missing).build(), new FakeFence(false)))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("the process of agent 'a' cannot be started in " + missing);
    }

    private GatedChild launch(AgentSpec spec, FakeFence fence) {
        ResolvedProgram program = new ResolvedProgram(
                new InspectedProgram(new Program.MainClass("a.Main"), List.of(), List.of()),
                new JavaHome(directory, java, 25));
        return launcher.launch(
                Launch.of(spec, program), fence, "run/a/1", logs, Lodging.open(directory.resolve("hs_err_1.log")));
    }

    private static AgentSpec.Builder spec() {
        return AgentSpec.of("a", new ProgramSource.MainClass("a.Main", List.of()));
    }
}
