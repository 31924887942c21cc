package io.agentropic.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.limits.DataSize;
import io.agentropic.process.ProcessScanner;
import io.agentropic.process.ProcessSnapshot;
import io.agentropic.process.ProcessStat;
import io.agentropic.process.ProcessTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryWatchTest {

    private static final long PAGE = 4096;
    private static final DataSize LIMIT = DataSize.ofBytes(10 * PAGE);

    @TempDir
    Path emptyProc;

    private final List<ProcessStat> members = new ArrayList<>();
    private final List<String> kills = new ArrayList<>();
    private final MemoryWatch watch = new MemoryWatch(LIMIT, PAGE, _ -> members, () -> kills.add("killed"));

    private boolean look(long... residentPages) {
        members.clear();
        for (long pages : residentPages) {
            members.add(new ProcessStat(1, "x", 'S', 1, 1, 0, 0, 1, 1, 4096 * pages, pages));
        }
        ProcessSnapshot snapshot = new ProcessScanner(new ProcessTable(emptyProc), "UNUSED").snapshot();
        return watch.look(snapshot);
    }

    @Test
    void theSumOfAllProcessesCounts() {
        assertThat(look(5, 5)).isFalse();
        assertThat(look(5, 6)).isTrue();
    }

    @Test
    void oneLookAboveTheLimitOnlyAsksForAnother() {
        assertThat(look(11)).isTrue();
        assertThat(kills).isEmpty();
        assertThat(watch.verdict()).isEmpty();
    }

    @Test
    void aForkThatIsGoneAtTheSecondLookIsForgiven() {
        look(6, 6);
        assertThat(look(6)).isFalse();
        assertThat(look(6, 6)).isTrue();
        assertThat(kills).isEmpty();
    }

    @Test
    void twoLooksInARowAboveTheLimitKill() {
        look(11);
        look(12);
        assertThat(kills).containsExactly("killed");
        assertThat(watch.verdict()).contains("48KiB", "limit of 40KiB", "polling");
    }

    @Test
    void thePeakIsKept() {
        look(7);
        look(3);
        assertThat(watch.peakBytes()).isEqualTo(7 * PAGE);
    }
}
