package io.agentropic.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.confine.AgentUser;
import io.agentropic.syscall.CurrentProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is believed of a program called bwrap, and what is not. */
@Tag("host")
final class BubblewrapTest {

    @TempDir
    Path directory;

    @Test
    void theRealOneIsUsable() {
        Tool tool = NamespaceIsolation.find(System.getenv("PATH"), null);

        assertThat(tool).isInstanceOf(Tool.Usable.class);
        assertThat(((Tool.Usable) tool).version()).startsWith("bubblewrap ");
    }

    @Test
    void rootCanHaveItRunByAnotherUser() {
        AgentUser other = CurrentProcess.effectiveUser() == 0 ? new AgentUser(1_900_000_001, 1_900_000_000) : null;

        assertThat(NamespaceIsolation.find(System.getenv("PATH"), other)).isInstanceOf(Tool.Usable.class);
    }

    @Test
    void withoutOneTheReasonAndTheRemedyAreNamed() {
        Tool.Refused refused = refused();

        assertThat(refused.reason()).isEqualTo("bwrap is not on the search path " + directory);
        assertThat(refused.remedy()).contains("apt-get install bubblewrap");
    }

    @Test
    void oneThatIsNotExecutableIsNamed() throws IOException {
        bwrap("#!/bin/sh\n", "rw-r--r--");

        assertThat(refused().reason()).isEqualTo(directory.resolve("bwrap") + " is not executable for this user");
    }

    @Test
    void oneThatFailsIsRefusedWithWhatItSaid() throws IOException {
        bwrap("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n");

        assertThat(refused().reason()).contains("code 1", "setting up uid map: Permission denied");
    }

    @Test
    void oneThatTellsNoVersionIsRefused() throws IOException {
        bwrap("#!/bin/sh\nprintf 'garbage \\033[31m'\n");

        assertThat(refused().reason()).contains("version", "garbage ?[31m");
    }

    @Test
    void oneThatTellsItsVersionAndFailsAfterwardsIsRefused() throws IOException {
        bwrap("""
                #!/bin/sh
                [ "$1" = --version ] && echo bubblewrap 0.8.0 && exit
                echo 'bwrap: Creating new namespace failed: Operation not permitted' >&2
                exit 1
                """);

        assertThat(refused().reason()).contains("Creating new namespace failed");
        assertThat(refused().remedy()).contains("user.max_user_namespaces", "apt-get install --reinstall bubblewrap");
    }

    /** The worst: all looks well, and nothing is enclosed. */
    @Test
    void oneThatOnlyRunsTheCommandIsRefused() throws IOException {
        bwrap("""
                #!/bin/sh
                [ "$1" = --version ] && echo bubblewrap 0.8.0 && exit
                while [ "$1" != -- ]; do shift; done
                shift
                exec "$@"
                """);

        assertThat(refused(directory + ":/usr/bin:/bin").reason())
                .contains("its user namespace is the supervisor's")
                .contains("its mnt namespace is the supervisor's")
                .contains("its status does not say 'Seccomp: 2'");
    }

    @Test
    void oneThatSaysNothingIsRefused() throws IOException {
        bwrap("#!/bin/sh\n[ \"$1\" = --version ] && echo bubblewrap 0.8.0\nexit 0\n");

        assertThat(refused().reason()).contains("its pid namespace is the supervisor's");
    }

    @Test
    void theCurrentDirectoryIsNotSearched() {
        assertThat(CommandSearch.find("pom.xml", ":.:")).isInstanceOf(CommandSearch.Result.NotFound.class);
    }

    private Tool.Refused refused() {
        return refused(directory.toString());
    }

    private static Tool.Refused refused(String searchPath) {
        Tool tool = NamespaceIsolation.find(searchPath, null);
        assertThat(tool).isInstanceOf(Tool.Refused.class);
        return (Tool.Refused) tool;
    }

    private void bwrap(String script) throws IOException {
        bwrap(script, "rwxr-xr-x");
    }

    private void bwrap(String script, String mode) throws IOException {
        Path file = Files.writeString(directory.resolve("bwrap"), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
