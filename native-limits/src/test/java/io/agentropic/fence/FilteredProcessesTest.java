package io.agentropic.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a directory that looks like {@code /proc}. */
final class FilteredProcessesTest {

    private static final int OURS = 1000;
    private static final int ROOT = 0;
    private static final int BEHIND_FILTER = 2;

    @TempDir
    Path proc;

    @Test
    void oneBehindAFilterIsAmongThemAndOthersAreNot() throws IOException {
        status("10", "S (sleeping)", OURS, BEHIND_FILTER);
        status("11", "S (sleeping)", OURS, 0);
        Files.createDirectory(proc.resolve("12"));
        Files.createDirectory(proc.resolve("net"));
        assertThat(FilteredProcesses.ids(proc, OURS)).containsExactly(10L);
    }

    @Test
    void oneThatHasEndedAndWaitsForItsParentHasNothingOpen() throws IOException {
        status("10", "Z (zombie)", OURS, BEHIND_FILTER);
        status("10/task/10", "Z (zombie)", OURS, BEHIND_FILTER);
        assertThat(FilteredProcesses.ids(proc, OURS)).isEmpty();
    }

    @Test
    void oneWhoseFirstThreadHasEndedComesWithTheOthers() throws IOException {
        status("10", "Z (zombie)", OURS, BEHIND_FILTER);
        status("10/task/10", "Z (zombie)", OURS, BEHIND_FILTER);
        status("10/task/15", "R (running)", OURS, BEHIND_FILTER);
        assertThat(FilteredProcesses.ids(proc, OURS)).containsExactly(15L);
    }

    @Test
    void anotherUsersAreNoneOfOursUnlessTheSupervisorIsRoot() throws IOException {
        status("10", "S (sleeping)", 101, BEHIND_FILTER);
        assertThat(FilteredProcesses.ids(proc, OURS)).isEmpty();
        assertThat(FilteredProcesses.ids(proc, ROOT)).containsExactly(10L);
    }

    private void status(String task, String state, int user, int seccomp) throws IOException {
        Path directory = Files.createDirectories(proc.resolve(task));
        Files.writeString(
                directory.resolve("status"),
                "Name:\tx\nState:\t" + state + "\nUid:\t" + user + "\t" + user + "\t" + user + "\t" + user
                        + "\nSeccomp:\t" + seccomp + "\nSeccomp_filters:\t" + seccomp + "\n");
    }
}
