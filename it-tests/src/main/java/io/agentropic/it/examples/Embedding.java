package io.agentropic.it.examples;

import io.agentropic.it.agents.SourceCensus;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.Enforcement;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentResult;
import java.nio.file.Path;
import java.time.Duration;

/** Runs one agent from Java and waits for its result: {@code Embedding DIRECTORY}. */
public final class Embedding {

    private Embedding() {}

    /** Counts the Java sources below the directory, in a child JVM of its own. */
    public static void main(String[] args) throws InterruptedException {
        AgentResult result = census(Path.of(args[0]));
        System.out.print(result.output().text());
        if (!result.succeeded()) {
            System.err.println(result.reason());
            System.exit(1);
        }
    }

    /** What the agent found, and how it ended. */
    public static AgentResult census(Path directory) throws InterruptedException {
        AgentSpec spec = AgentSpec.ofClass(SourceCensus.class)
                .name("census")
                .args(directory.toAbsolutePath().toString())
                .isolation(IsolationConfig.builder()
                        .limits(ResourceLimits.builder()
                                .memory(DataSize.mebibytes(256))
                                .cpu(1.0)
                                .openFiles(100)
                                .build())
                        .build())
                .supervision(Supervision.builder()
                        .restartPolicy(RestartPolicy.ON_FAILURE)
                        .maxRestarts(3)
                        .backoff(BackoffStrategy.exponential(Duration.ofMillis(200), Duration.ofSeconds(5), 2.0))
                        .build())
                .build();
        try (AgentRuntime runtime =
                AgentRuntime.builder().enforcement(Enforcement.BEST_EFFORT).build()) {
            AgentHandle handle = runtime.spawn(spec);
            AgentResult result = handle.join();
            handle.limits()
                    .forEach(limit -> System.err.println(limit.resource() + ": "
                            + (limit.enforced() ? limit.mechanism() : "not enforced: " + limit.reason())));
            return result;
        }
    }
}
