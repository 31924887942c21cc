package io.agentropic.it.bench;

import io.agentropic.it.bench.micro.Micro;
import io.agentropic.it.bench.micro.MicroFigure;
import io.agentropic.it.bench.micro.Schedules;
import io.agentropic.schedule.PriorityPolicy;
import io.agentropic.schedule.RoundRobin;
import java.util.Locale;

/**
 * What one decision of a scheduling policy costs, in microseconds, as {@link Schedules} measures it.
 *
 * @param roundRobin of {@link RoundRobin}
 * @param priority of {@link PriorityPolicy}
 */
record Decisions(MicroFigure roundRobin, MicroFigure priority) {

    static Decisions of(Micro micro) {
        return new Decisions(micro.figure("schedules: round robin"), micro.figure("schedules: priority"));
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "a decision for %,d agents: round-robin %.0f us (p99 %.0f), priority %.0f us (p99 %.0f)",
                Schedules.AGENTS,
                roundRobin.median(),
                roundRobin.p99(),
                priority.median(),
                priority.p99());
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"unit\":\"us\",\"agents\":%d,\"roundRobin\":{\"median\":%.1f,\"p99\":%.1f},\"priority\":{\"median\":%.1f,\"p99\":%.1f}}",
                Schedules.AGENTS,
                roundRobin.median(),
                roundRobin.p99(),
                priority.median(),
                priority.p99());
    }
}
