package io.agentropic.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.limits.DataSize;
import io.agentropic.namespace.FileView.Mount;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BubblewrapCommandTest {

    private static final FileView VIEW = new FileView(List.of(
            new Mount.Writable(Path.of("/srv/data/out")),
            new Mount.ReadOnly(Path.of("/srv/app-2"), Path.of("/srv/app")),
            new Mount.Link(Path.of("/lib"), Path.of("usr/lib")),
            new Mount.Temporary(Path.of("/tmp"), DataSize.mebibytes(1))));

    @Test
    void everyNamespaceIsItsOwn() {
        assertThat(words(Set.of()))
                .startsWith("/usr/bin/bwrap")
                .contains(
                        "--unshare-user",
                        "--unshare-pid",
                        "--unshare-net",
                        "--unshare-ipc",
                        "--unshare-uts",
                        "--unshare-cgroup",
                        "--new-session")
                .containsSequence("--cap-drop", "ALL")
                .containsSequence("--seccomp", "10")
                .containsSequence("--chdir", "/srv/data", "--");
    }

    @Test
    void theNetworkCanStayTheHosts() {
        assertThat(words(Set.of(Namespace.NETWORK)))
                .doesNotContain("--unshare-net")
                .contains("--unshare-pid");
    }

    @Test
    void outerMountsComeBeforeInnerOnes() {
        assertThat(words(Set.of()))
                .containsSequence(
                        "--symlink",
                        "usr/lib",
                        "/lib",
                        "--size",
                        "1048576",
                        "--tmpfs",
                        "/tmp",
                        "--ro-bind",
                        "/srv/app-2",
                        "/srv/app",
                        "--bind",
                        "/srv/data/out",
                        "/srv/data/out",
                        "--remount-ro",
                        "/proc");
    }

    /** It follows the thread that started bubblewrap: an agent would die when that thread ends. */
    @Test
    void nothingDiesWithItsParentThread() {
        assertThat(words(Set.of())).doesNotContain("--die-with-parent");
    }

    /** As root in a user namespace, files below /proc/sys could be written to otherwise: core_pattern, for one. */
    @Test
    void rootDevAndProcAreReadOnlyInTheEnd() {
        assertThat(words(Set.of()))
                .containsSequence("--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir");
    }

    private static List<String> words(Set<Namespace> shared) {
        return BubblewrapCommand.of(Path.of("/usr/bin/bwrap"), VIEW, Path.of("/srv/data"), shared, 10);
    }
}
