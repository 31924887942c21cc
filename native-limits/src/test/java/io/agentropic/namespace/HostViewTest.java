package io.agentropic.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.confine.Surroundings;
import io.agentropic.limits.DataSize;
import io.agentropic.namespace.FileView.Mount;
import io.agentropic.sandbox.FilesystemAccess;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.sandbox.SandboxConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent in namespaces gets to see. */
final class HostViewTest {

    private static final Path HOME = Path.of(System.getProperty("java.home"));
    private static final Path WORK = Path.of("/srv/work");
    private static final Path CRASH = Path.of("/run/x/private/a-1/hs_err_1.log");
    private static final Surroundings AROUND = new Surroundings(
            HOME,
            List.of(Path.of("/srv/a.jar"), Path.of("/run/x/worker.jar")),
            Path.of("/run/x/private/a-1"),
            Path.of("/run/x/workers.sock"),
            WORK);

    private static Enclosure enclosure(SandboxConfig config) {
        return new Enclosure(config, AROUND, List.of(CRASH), null);
    }

    @Test
    void onlyTheCrashReportIsWritableByDefault() {
        List<Mount> mounts = enclosure(SandboxConfig.DEFAULT).view().mounts();

        assertThat(mounts.stream().filter(Mount.Writable.class::isInstance)).containsExactly(new Mount.Writable(CRASH));
        assertThat(mounts)
                .contains(
                        new Mount.ReadOnly(HOME),
                        new Mount.ReadOnly(WORK),
                        new Mount.ReadOnly(Path.of("/srv/a.jar")),
                        new Mount.ReadOnly(Path.of("/run/x/workers.sock")),
                        new Mount.ReadOnly(Path.of("/run/x/worker.jar")),
                        new Mount.Temporary(Path.of("/tmp"), HostView.DEFAULT_TEMPORARY));
    }

    @Test
    void theWorkingDirectoryIsWritableWhenFilesAre() {
        SandboxConfig config = SandboxConfig.builder()
                .filesystem(FilesystemAccess.READ_WRITE)
                .writable(Path.of("/srv/out"))
                .tmpSize(DataSize.mebibytes(3))
                .build();

        assertThat(enclosure(config).view().mounts())
                .contains(
                        new Mount.Writable(WORK),
                        new Mount.Writable(Path.of("/srv/out")),
                        new Mount.Temporary(Path.of("/dev/shm"), DataSize.mebibytes(3)))
                .doesNotContain(new Mount.ReadOnly(WORK));
    }

    @Test
    void noMountShowsHomesOrTheWholeOfEtc() {
        assertThat(enclosure(SandboxConfig.DEFAULT).view().mounts().stream()
                        .map(Mount::inside)
                        .toList())
                .doesNotContain(
                        Path.of("/"),
                        Path.of("/etc"),
                        Path.of("/root"),
                        Path.of("/home"),
                        Path.of("/usr"),
                        Path.of("/run/x"),
                        Path.of("/run/x/private/a-1"))
                .allMatch(inside -> !inside.startsWith("/sys"));
    }

    @Test
    void aRootOfItsOwnGetsNoLibraryOfTheHost() {
        assertThat(enclosure(SandboxConfig.DEFAULT).viewOnRoot().mounts().stream()
                        .map(Mount::inside)
                        .filter(inside -> !inside.startsWith(HOME)))
                .allMatch(inside -> !inside.startsWith("/usr/lib") && !inside.startsWith("/etc/passwd"));
    }

    @Test
    void theNetworkIsTheHostsWhenOtherHostsAreToBeReached() {
        assertThat(enclosure(SandboxConfig.DEFAULT).shared()).isEmpty();
        assertThat(enclosure(network(new NetworkAccess.Loopback())).shared()).isEmpty();
        assertThat(enclosure(network(new NetworkAccess.Host())).shared()).isEqualTo(Set.of(Namespace.NETWORK));
    }

    private static SandboxConfig network(NetworkAccess network) {
        return SandboxConfig.builder().network(network).build();
    }

    @Test
    void aJdkBringsWhatItsLinksLeadTo(@TempDir Path base) throws IOException {
        Path real = base.toRealPath();
        Path etc = Files.createDirectories(real.resolve("etc/java-1"));
        Path alias = Files.createSymbolicLink(real.resolve("etc/java"), etc);
        Path home = Files.createDirectories(real.resolve("jvm/java-1"));
        Files.createSymbolicLink(home.resolve("conf"), alias);
        Files.createSymbolicLink(home.resolve("inner"), home);
        Files.createSymbolicLink(home.resolve("broken"), real.resolve("gone"));
        Path named = Files.createSymbolicLink(real.resolve("jvm/default"), home);

        assertThat(HostView.onRoot(named, DataSize.mebibytes(1)).mounts())
                .contains(
                        new Mount.ReadOnly(home, named),
                        new Mount.ReadOnly(home),
                        new Mount.ReadOnly(etc),
                        new Mount.ReadOnly(alias))
                .hasSize(6);
    }
}
