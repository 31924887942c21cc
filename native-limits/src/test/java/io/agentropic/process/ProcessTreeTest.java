package io.agentropic.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who belongs to an agent, on a directory that plays the part of {@code /proc}. Pids are beyond the kernel's range. */
final class ProcessTreeTest {

    private static final long BASE = 10_000_000;
    private static final long MAIN = BASE + 1;
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final String VARIABLE = "AGENTROPIC_AGENT";
    private static final String MARKER = "abc/tested/1";

    @TempDir
    Path proc;

    private ProcessTree tree() {
        var table = new ProcessTable(proc);
        return new ProcessTree(table, new ProcessScanner(table, VARIABLE), MARKER);
    }

    private void process(long pid, long parent, long session, String environment) throws IOException {
        process(pid, parent, session, 'S', 1000 + pid, environment);
    }

    private void process(long pid, long parent, long session, char state, long start, String environment)
            throws IOException {
        Path directory = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(
                directory.resolve("stat"),
                pid + " (x) " + state + " " + parent + " 0 " + session + " 0 0 0 0 0 0 0 0 0 0 0 20 0 1 0 " + start
                        + " 4096 0 0");
        Files.writeString(directory.resolve("environ"), environment);
    }

    private void end(long pid) throws IOException {
        Files.delete(proc.resolve(pid + "/stat"));
        Files.delete(proc.resolve(pid + "/environ"));
        Files.delete(proc.resolve(Long.toString(pid)));
    }

    private static List<Long> pids(ProcessTree tree) {
        return tree.members().stream().map(ProcessStat::pid).sorted().toList();
    }

    @Test
    void strangersAreNotInside() throws IOException {
        process(BASE, 1, BASE, "PATH=/bin\0");
        process(MAIN, BASE, MAIN, "");
        process(BASE + 2, BASE, BASE, "AGENTROPIC_AGENT=abc/tested/12\0");
        process(BASE + 3, 1, BASE + 3, "XAGENTROPIC_AGENT=abc/tested/1\0");
        ProcessTree tree = tree();
        tree.adopt(MAIN);
        assertThat(pids(tree)).containsExactly(MAIN);
    }

    @Test
    void descendantsAreInsideWhateverTheirSession() throws IOException {
        process(MAIN, BASE, MAIN, "");
        process(BASE + 2, MAIN, MAIN, "");
        process(BASE + 3, BASE + 2, BASE + 3, "");
        ProcessTree tree = tree();
        tree.adopt(MAIN);
        assertThat(pids(tree)).containsExactly(MAIN, BASE + 2, BASE + 3);
    }

    @Test
    void orphansInTheMainProcessesSessionAreInside() throws IOException {
        process(MAIN, BASE, MAIN, "");
        process(BASE + 2, 1, MAIN, "");
        ProcessTree tree = tree();
        tree.adopt(MAIN);
        assertThat(pids(tree)).containsExactly(MAIN, BASE + 2);
    }

    @Test
    void theSessionOfAMainProcessThatDoesNotLeadItIsSomeoneElses() throws IOException {
        process(MAIN, BASE, BASE, "");
        process(BASE + 2, 1, BASE, "");
        ProcessTree tree = tree();
        tree.adopt(MAIN);
        assertThat(pids(tree)).containsExactly(MAIN);
    }

    @Test
    void orphansInASessionOfTheirOwnAreFoundByTheMarker() throws IOException {
        process(BASE + 2, 1, BASE + 2, "PATH=/bin\0AGENTROPIC_AGENT=abc/tested/1\0HOME=/\0");
        process(BASE + 3, BASE + 2, BASE + 3, "");
        assertThat(pids(tree())).containsExactly(BASE + 2, BASE + 3);
    }

    @Test
    void aMemberOnceSeenStaysInsideWhenItsTiesAreCut() throws IOException {
        process(MAIN, BASE, MAIN, "");
        process(BASE + 2, MAIN, BASE + 2, "");
        ProcessTree tree = tree();
        tree.adopt(MAIN);
        assertThat(pids(tree)).hasSize(2);
        end(MAIN);
        process(BASE + 2, 1, BASE + 2, "");
        assertThat(pids(tree)).containsExactly(BASE + 2);
    }

    @Test
    void aLaterProcessWithTheSameNumberIsAStranger() throws IOException {
        process(MAIN, BASE, MAIN, "");
        ProcessTree tree = tree();
        tree.adopt(MAIN);
        process(MAIN, BASE, MAIN, 'S', 999_999, "");
        assertThat(pids(tree)).isEmpty();
    }

    @Test
    void aSessionNumberGivenOutAgainIsAStrangers() throws IOException {
        process(MAIN, BASE, MAIN, "");
        ProcessTree tree = tree();
        tree.adopt(MAIN);
        assertThat(pids(tree)).hasSize(1);
        end(MAIN);
        assertThat(pids(tree)).isEmpty();
        process(BASE + 2, 1, MAIN, "");
        assertThat(pids(tree)).isEmpty();
    }

    @Test
    void aSnapshotOlderThanTheAdoptionDoesNotUndoIt() throws IOException {
        var table = new ProcessTable(proc);
        var scanner = new ProcessScanner(table, VARIABLE);
        var tree = new ProcessTree(table, scanner, MARKER);
        ProcessSnapshot before = scanner.snapshot();
        process(MAIN, BASE, MAIN, "");
        tree.adopt(MAIN);
        assertThat(tree.membersIn(before)).isEmpty();
        assertThat(pids(tree)).containsExactly(MAIN);
    }

    @Test
    void aMarkerThatComesWithAnotherProgramIsSeen() throws IOException {
        process(MAIN, BASE, MAIN, "");
        ProcessTree tree = tree();
        assertThat(pids(tree)).isEmpty();
        process(MAIN, BASE, MAIN, "AGENTROPIC_AGENT=abc/tested/1\0");
        Path stat = proc.resolve(MAIN + "/stat");
        Files.writeString(stat, Files.readString(stat).replace("(x)", "(java)"));
        assertThat(pids(tree)).containsExactly(MAIN);
    }

    @Test
    void aMarkerThatComesAfterItsProgramIsSeen() throws IOException {
        process(MAIN, BASE, MAIN, "");
        ProcessTree tree = tree();
        assertThat(pids(tree)).isEmpty();
        process(MAIN, BASE, MAIN, "AGENTROPIC_AGENT=abc/tested/1\0");
        assertThat(pids(tree)).containsExactly(MAIN);
    }

    @Test
    void zombiesHaveLeftButTheirChildrenHaveNot() throws IOException {
        process(MAIN, BASE, MAIN, 'Z', 5, "");
        process(BASE + 2, MAIN, BASE + 2, "");
        ProcessTree tree = tree();
        tree.adopt(MAIN);
        assertThat(pids(tree)).containsExactly(BASE + 2);
    }

    @Test
    void theSupervisorIsNeverInside() throws IOException {
        process(ProcessHandle.current().pid(), 1, 1, "AGENTROPIC_AGENT=abc/tested/1\0");
        process(BASE + 2, ProcessHandle.current().pid(), BASE + 2, "");
        assertThat(pids(tree())).isEmpty();
    }

    @Test
    void markersOfOneRunAreListed() throws IOException {
        process(BASE + 1, 1, BASE + 1, "AGENTROPIC_AGENT=abc/a/1\0");
        process(BASE + 2, 1, BASE + 2, "AGENTROPIC_AGENT=abc/a/1\0");
        process(BASE + 3, 1, BASE + 3, "AGENTROPIC_AGENT=abc/b/7\0");
        process(BASE + 4, 1, BASE + 4, "AGENTROPIC_AGENT=abcd/c/1\0");
        var scanner = new ProcessScanner(new ProcessTable(proc), VARIABLE);
        assertThat(scanner.snapshot().markersBeginningWith("abc/")).containsExactly("abc/a/1", "abc/b/7");
    }

    @Test
    void aRecentSnapshotIsSharedUntilItIsTooOld() throws IOException {
        long[] now = {1_000_000_000};
        var scanner = new ProcessScanner(new ProcessTable(proc), VARIABLE, () -> now[0]);
        ProcessSnapshot first = scanner.snapshot();
        now[0] += 99_000_000;
        assertThat(scanner.recent()).isSameAs(first);
        now[0] += 2_000_000;
        assertThat(scanner.recent()).isNotSameAs(first);
    }

    /** With SIGSTOP, which is 19, waiting for it. */
    private void sleeping(char state) throws IOException {
        process(MAIN, 1, MAIN, state, 7, "");
        Files.writeString(proc.resolve(MAIN + "/status"), "SigPnd:\t0000000000000000\nShdPnd:\t0000000000040000\n");
    }

    @Test
    void aParentThatSleepsInTheKernelUntilItsChildGoesOnStandsStillWithAStopToCome() throws IOException {
        sleeping('D');
        ProcessTree tree = tree();
        tree.adopt(MAIN);
        assertThat(tree.freeze(MOMENT)).isTrue();
        assertThat(tree.thaw(MOMENT)).isFalse();
    }

    @Test
    void oneThatMayStillRunDoesNot() throws IOException {
        sleeping('S');
        ProcessTree tree = tree();
        tree.adopt(MAIN);
        assertThat(tree.freeze(MOMENT)).isFalse();
    }

    @Test
    void oneThatSleepsInTheKernelWithNothingToComeDoesNot() throws IOException {
        process(MAIN, 1, MAIN, 'D', 7, "");
        ProcessTree tree = tree();
        tree.adopt(MAIN);
        assertThat(tree.freeze(MOMENT)).isFalse();
        assertThat(tree.thaw(MOMENT)).isTrue();
    }
}
