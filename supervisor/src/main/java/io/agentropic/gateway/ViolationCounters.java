package io.agentropic.gateway;

import io.agentropic.ipc.Violation;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each rule of the protocol was broken since the gateway was opened. */
final class ViolationCounters {

    private final Map<Violation, LongAdder> counts = new EnumMap<>(Violation.class);

    ViolationCounters() {
        for (Violation violation : Violation.values()) {
            counts.put(violation, new LongAdder());
        }
    }

    void count(Violation violation) {
        LongAdder count = counts.get(violation);
        if (count != null) {
            count.increment();
        }
    }

    Map<Violation, Long> snapshot() {
        Map<Violation, Long> snapshot = new EnumMap<>(Violation.class);
        counts.forEach((violation, count) -> snapshot.put(violation, count.sum()));
        return snapshot;
    }
}
