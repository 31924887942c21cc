package io.agentropic.it.shared;

import io.agentropic.it.agents.Tenant;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Lane;
import io.agentropic.it.support.Product;
import io.agentropic.it.support.Programs;
import io.agentropic.limits.DataSize;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.runtime.RuntimeBuilder;
import io.agentropic.shared.SharedConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import java.time.Duration;
import java.util.List;

/** Specifications of agents that share a JVM, and runtimes for them. */
final class Tenants {

    static final IsolationConfig NONE =
            IsolationConfig.builder().level(IsolationLevel.NONE).build();

    private Tenants() {}

    /** One whose classes are those of the tests, as all that are made here. Never restarted. */
    static AgentSpec.Builder tenant(String name, String... args) {
        return AgentSpec.ofClass(Tenant.class)
                .name(name)
                .args(args)
                .isolation(NONE)
                .supervision(Programs.ONCE);
    }

    /** One that brings its own jar. */
    static AgentSpec.Builder withOwnJar(String name, String... args) {
        return AgentSpec.of(name, new ProgramSource.AgentClass(Tenant.class.getName(), List.of(Product.agentsJar())))
                .args(args)
                .isolation(NONE)
                .supervision(Programs.ONCE);
    }

    /** Restarted under this policy after 50 ms, with so much time to stop. */
    static Supervision supervision(RestartPolicy policy, Duration grace) {
        return Programs.supervision(policy).stopGrace(grace).build();
    }

    /** A runtime whose shared JVM has so many carriers and a small heap. */
    static AgentRuntime open(CleanRun run, int workerThreads) {
        return run.open(builder()
                .shared(SharedConfig.DEFAULT.withWorkerThreads(workerThreads).withMaxHeap(DataSize.mebibytes(64))));
    }

    static RuntimeBuilder builder() {
        return AgentRuntime.builder()
                .enforcement(Lane.enforcement())
                .maxAgents(5_000)
                .heartbeat(Duration.ofMillis(200));
    }
}
