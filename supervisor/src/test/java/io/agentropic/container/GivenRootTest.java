package io.agentropic.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentropic.limits.DataSize;
import io.agentropic.namespace.FileView;
import io.agentropic.namespace.FileView.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where things are mounted in a root file system that nothing may be written to. */
final class GivenRootTest {

    @TempDir
    Path root;

    @Test
    void aPlaceThatExistsIsUsed() throws IOException {
        Files.createDirectories(root.resolve("usr/lib/jvm/java"));
        FileView view = new FileView(List.of(new Mount.ReadOnly(Path.of("/usr/lib/jvm/java"))));

        assertThat(new GivenRoot(root).fitted(view)).isEqualTo(view);
    }

    @Test
    void anEmptyDirectoryIsCoveredByOneInMemory() throws IOException {
        Files.createDirectories(root.resolve("run"));
        FileView view = new FileView(List.of(
                new Mount.ReadOnly(Path.of("/run/agentropic/workers.sock")),
                new Mount.ReadOnly(Path.of("/run/agentropic/agentropic-worker.jar"))));

        List<Mount> fitted = new GivenRoot(root).fitted(view).mounts();

        assertThat(fitted).hasSize(3).first().isInstanceOf(Mount.Temporary.class);
        assertThat(fitted.getFirst().inside()).isEqualTo(Path.of("/run"));
    }

    @Test
    void whatLiesInADirectoryInMemoryNeedsNoPlace() throws IOException {
        Files.createDirectories(root.resolve("tmp"));
        FileView view = new FileView(List.of(
                new Mount.Temporary(Path.of("/tmp"), DataSize.mebibytes(1)),
                new Mount.ReadOnly(Path.of("/tmp/app/a.jar"))));

        assertThat(new GivenRoot(root).fitted(view)).isEqualTo(view);
    }

    @Test
    void aPlaceThatIsMissingAmongOthersIsRefusedWithWhatToDo() throws IOException {
        Files.createDirectories(root.resolve("usr/lib/locale"));
        FileView view = new FileView(List.of(new Mount.ReadOnly(Path.of("/usr/lib/jvm/java"))));

        assertThatThrownBy(() -> new GivenRoot(root).fitted(view))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no place for [/usr/lib/jvm/java]")
                .hasMessageContaining("mkdir -p " + root.resolve("usr/lib/jvm"));
        assertThat(root.resolve("usr/lib/jvm")).doesNotExist();
    }

    @Test
    void theRootItselfIsNeverCovered() {
        FileView view = new FileView(List.of(new Mount.ReadOnly(Path.of("/srv/app.jar"))));

        assertThatThrownBy(() -> new GivenRoot(root).fitted(view)).hasMessageContaining("no place for [/srv/app.jar]");
    }
}
