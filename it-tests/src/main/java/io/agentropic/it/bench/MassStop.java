package io.agentropic.it.bench;

import io.agentropic.exit.ExitCause;
import io.agentropic.exit.ExitReport;
import io.agentropic.it.agents.DeafAgent;
import io.agentropic.it.agents.EchoAgent;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.Enforcement;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.runtime.ShutdownReport;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to stop many agents of which every other one listens to nothing.
 *
 * @param agents how many
 * @param graceSeconds what each has; the deaf ones take all of it
 * @param seconds from the call of {@code shutdown} until nothing of them was left
 * @param forced how many were reported as forced
 * @param forcedWrongly how many of these would have listened
 */
record MassStop(int agents, double graceSeconds, double seconds, long forced, long forcedWrongly) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final String DEAF = "deaf-";

    /** Starts so many agents in a runtime of their own and shuts it down. */
    static MassStop of(int agents) throws InterruptedException, TimeoutException {
        try (AgentRuntime runtime =
                AgentRuntime.builder().enforcement(Enforcement.BEST_EFFORT).build()) {
            List<AgentHandle> all = new ArrayList<>();
            for (int i = 0; i < agents; i++) {
                all.add(runtime.spawn(
                        i % 2 == 0 ? agent(DEAF + i, DeafAgent.class) : agent("listening-" + i, EchoAgent.class)));
            }
            for (AgentHandle agent : all) {
                agent.awaitStarted(PATIENCE);
            }
            long before = System.nanoTime();
            ShutdownReport report = runtime.shutdown();
            double seconds = (System.nanoTime() - before) / 1e9;
            List<String> forced = report.results().stream()
                    .filter(result -> isForced(result.lastExit()))
                    .map(result -> result.agent())
                    .toList();
            long wrongly =
                    forced.stream().filter(name -> !name.startsWith(DEAF)).count();
            return new MassStop(agents, GRACE.toMillis() / 1e3, seconds, forced.size(), wrongly);
        }
    }

    private static boolean isForced(@Nullable ExitReport exit) {
        return exit != null && exit.cause() == ExitCause.FORCED;
    }

    private static AgentSpec agent(String name, Class<?> type) {
        return AgentSpec.of(name, new ProgramSource.AgentClass(type.getName(), List.of(Setup.agentsJar())))
                .jvm(new JvmConfig(null, List.of(), DataSize.mebibytes(16)))
                .supervision(Supervision.builder()
                        .startTimeout(PATIENCE)
                        .stopGrace(GRACE)
                        .build())
                .build();
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "stop of %d agents, half of them deaf, with a grace of %.1f s each: %.2f s; %d forced, %d of them wrongly",
                agents,
                graceSeconds,
                seconds,
                forced,
                forcedWrongly);
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"agents\":%d,\"graceSeconds\":%.1f,\"seconds\":%.3f,\"forced\":%d,\"forcedWrongly\":%d}",
                agents,
                graceSeconds,
                seconds,
                forced,
                forcedWrongly);
    }
}
