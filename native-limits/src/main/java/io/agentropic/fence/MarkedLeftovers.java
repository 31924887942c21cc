package io.agentropic.fence;

import io.agentropic.process.Polling;
import io.agentropic.process.ProcessScanner;
import io.agentropic.process.ProcessTable;
import io.agentropic.process.ProcessTree;
import java.time.Duration;
import java.util.List;

/** Ends processes that a dead supervisor started where it had no control group to find them by. */
final class MarkedLeftovers {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private MarkedLeftovers() {}

    /** Kills everything marked with {@code prefix}; how many incarnations there were. */
    static int end(ProcessScanner scanner, String prefix) {
        List<String> markers = scanner.snapshot().markersBeginningWith(prefix);
        markers.forEach(marker -> end(new ProcessTree(ProcessTable.LIVE, scanner, marker), marker));
        return markers.size();
    }

    private static void end(ProcessTree tree, String marker) {
        boolean ended = Polling.awaitFactUninterrupted(
                () -> {
                    tree.killAll();
                    return tree.members().isEmpty();
                },
                TIMEOUT);
        if (!ended) {
            throw new FenceException("processes of an earlier supervisor, marked " + marker + ", did not end within "
                    + TIMEOUT.toSeconds() + " s of SIGKILL: " + tree.members());
        }
    }
}
