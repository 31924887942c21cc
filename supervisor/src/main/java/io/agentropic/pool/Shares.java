package io.agentropic.pool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the places of the pool are shared out among kinds of workers. */
final class Shares {

    private Shares() {}

    /**
     * The same number for each, what is left over to the first; where there are more kinds than places, one for each of the
     * first.
     *
     * @param kinds those that were asked for last come first
     * @param places how many there are
     */
    static <K> Map<K, Integer> of(List<K> kinds, int places) {
        Map<K, Integer> shares = new LinkedHashMap<>();
        int served = Math.min(kinds.size(), places);
        for (int i = 0; i < served; i++) {
            shares.put(kinds.get(i), places / served + (i < places % served ? 1 : 0));
        }
        return shares;
    }
}
