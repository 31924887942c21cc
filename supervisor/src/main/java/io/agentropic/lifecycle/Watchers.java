package io.agentropic.lifecycle;

import io.agentropic.dependency.Standing;
import io.agentropic.dependency.Watcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those who want to know how an agent stands; each is told at once and at each change. Owned by the agent's thread. */
final class Watchers {

    private final List<Watcher> watchers = new ArrayList<>();
    private @Nullable Standing last;

    void add(Watcher watcher) {
        if (last == null || watcher.saw(last)) {
            watchers.add(watcher);
        }
    }

    void tell(Standing now) {
        if (!now.equals(last)) {
            last = now;
            watchers.removeIf(watcher -> !watcher.saw(now));
        }
    }
}
