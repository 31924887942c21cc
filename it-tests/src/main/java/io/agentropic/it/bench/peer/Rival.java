package io.agentropic.it.bench.peer;

import java.util.ArrayList;
import java.util.List;

/**
 * What was measured of one supervisor.
 *
 * @param name as it is called
 * @param missing what would have to be installed to measure it; empty when it was measured
 * @param coldMillis from the order to start all copies until the last one's first line, once for each round
 * @param revivalMillis from SIGKILL of one copy until its successor's first line
 * @param footprints what its own process took while many idled
 */
record Rival(
        String name, String missing, List<Double> coldMillis, List<Double> revivalMillis, List<Footprint> footprints) {

    static Rival measured(String name) {
        return new Rival(name, "", new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    static Rival missing(String name, String what) {
        return new Rival(name, what, List.of(), List.of(), List.of());
    }
}
