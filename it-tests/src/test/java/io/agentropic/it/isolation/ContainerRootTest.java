package io.agentropic.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agentropic.confine.JavaHomeLinks;
import io.agentropic.exit.ExitCause;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Product;
import io.agentropic.it.support.Programs;
import io.agentropic.launch.NamespaceTools;
import io.agentropic.namespace.Tool;
import io.agentropic.plan.LevelMeans;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.sandbox.UidRange;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.status.AgentResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A container on a root file system that somebody has made: here one with a C library and nothing else. */
@Tag("host")
class ContainerRootTest {

    /** Copies what the JVM is linked with; what it needs for a display is not there. */
    private static final String COPY_LIBRARIES = """
            ldd "$1"/bin/java "$1"/lib/server/libjvm.so "$1"/lib/libnio.so "$1"/lib/libnet.so "$1"/lib/libzip.so |
                sed -n 's/.*=> \\(\\/[^ ]*\\) .*/\\1/p; s/^[[:space:]]*\\(\\/[^ ]*\\) .*/\\1/p' | grep -v "^$1" | sort -u |
                xargs cp -L --parents -t "$2"
            """;

    @RegisterExtension
    final CleanRun run = new CleanRun();

    private Path root = Path.of("/");

    @BeforeEach
    void makeRoot() throws Exception {
        Tool tool = NamespaceTools.on(System.getenv("PATH"), LevelMeans.of(UidRange.DEFAULT, false))
                .containerRuntime();
        assumeTrue(tool instanceof Tool.Usable, () -> "this host lacks the level: " + tool);
        Files.setPosixFilePermissions(run.scratch(), PosixFilePermissions.fromString("rwxr-xr-x"));
        root = Files.createDirectory(run.scratch().resolve("root"));
        Process copy = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        COPY_LIBRARIES,
                        "sh",
                        Product.javaHome().toString(),
                        root.toString())
                .inheritIO()
                .start();
        assertThat(copy.waitFor()).isZero();
        place(Product.javaHome());
        for (Path linked : JavaHomeLinks.outside(Product.javaHome().toRealPath())) {
            place(linked.getParent() == null ? linked : linked.getParent());
            Files.createFile(root.resolve(Path.of("/").relativize(linked)));
        }
        for (String place : new String[] {"proc", "dev", "tmp", "etc"}) {
            Files.createDirectories(root.resolve(place));
        }
        Files.writeString(root.resolve("etc/release"), "made for the test");
        assertThat(new ProcessBuilder("chmod", "-R", "a+rX", root.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    private void place(Path path) throws IOException {
        Files.createDirectories(root.resolve(Path.of("/").relativize(path)));
    }

    @Test
    void theAgentSeesThatRootAndCannotWriteToIt() throws Exception {
        place(Path.of("/").resolve(Product.agentsJar().getName(0)));
        place(Path.of("/").resolve(run.directory().getName(0)));
        place(Path.of("/var"));

        AgentResult result = run.result(Programs.child(
                        "try-read", "/etc/release", "then", "try-list", "/usr/share", "then", "try-write", "/new")
                .isolation(onRoot()));

        assertThat(result.succeeded()).as(result.toString()).isTrue();
        assertThat(result.lastExit().stdoutTail()).containsExactly("read: done", "list: refused", "write: refused");
        assertThat(root.resolve("new")).doesNotExist();
        assertThat(root.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void aRootWithoutAPlaceForItsJvmIsRefusedWithWhatToDo() throws Exception {
        Files.delete(root.resolve(Path.of("/").relativize(Product.javaHome())));
        Files.createDirectories(
                root.resolve(Path.of("/").relativize(Product.javaHome())).resolveSibling("other"));

        AgentResult result = run.result(Programs.child("print", "never").isolation(onRoot()));

        assertThat(result.lastExit().cause()).isEqualTo(ExitCause.SPAWN_FAILED);
        assertThat(result.lastExit().summary()).contains("has no place for [" + Product.javaHome(), "mkdir -p");
    }

    @Test
    void theHostsOwnRootIsNotGivenAway() {
        root = Path.of("/");

        assertThatThrownBy(() -> run.spawn(Programs.child("print", "never").isolation(onRoot())))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("where the supervisor keeps its own files");
    }

    private IsolationConfig onRoot() {
        return IsolationConfig.builder()
                .level(IsolationLevel.CONTAINER)
                .sandbox(SandboxConfig.builder().rootfs(root).build())
                .build();
    }
}
