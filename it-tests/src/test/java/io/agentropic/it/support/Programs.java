package io.agentropic.it.support;

import io.agentropic.agent.Agent;
import io.agentropic.it.agents.ChildProgram;
import io.agentropic.it.foreign.NativeProgram;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Specifications of the sample agents, as small as an agent can be and never restarted unless a test says so. */
public final class Programs {

    /** Never restarted, two seconds to stop. */
    public static final Supervision ONCE = supervision(RestartPolicy.NEVER).build();

    private static final JvmConfig SMALL = new JvmConfig(null, List.of(), DataSize.mebibytes(24));

    private Programs() {}

    /** The program that does as told, named {@code child}. */
    public static AgentSpec.Builder child(String... command) {
        return small(
                AgentSpec.of("child", mainClass(ChildProgram.class.getName())).args(command));
    }

    /** The program that uses native memory, named {@code native}. */
    public static AgentSpec.Builder nativeProgram(String... command) {
        return small(
                AgentSpec.of("native", mainClass(NativeProgram.class.getName())).args(command));
    }

    /** An agent written against the API, named after its class in lower case. */
    public static AgentSpec.Builder agent(Class<? extends Agent> type, String... args) {
        String name = type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
        return small(AgentSpec.of(name, new ProgramSource.AgentClass(type.getName(), classPath()))
                .args(args));
    }

    /** A child JVM with a heap of 24 MiB. */
    public static JvmConfig small() {
        return SMALL;
    }

    /** Restarts and stopping with delays that tests can wait for. */
    public static Supervision.Builder supervision(RestartPolicy policy) {
        return Supervision.builder()
                .restartPolicy(policy)
                .backoff(BackoffStrategy.fixed(Duration.ofMillis(50)).withJitter(0))
                .window(Duration.ofMinutes(10))
                .stopGrace(Duration.ofSeconds(10));
    }

    /** The level that this version builds, with these limits. */
    public static IsolationConfig limited(ResourceLimits.Builder limits) {
        return IsolationConfig.builder().limits(limits.build()).build();
    }

    private static AgentSpec.Builder small(AgentSpec.Builder builder) {
        return builder.jvm(SMALL).supervision(ONCE);
    }

    private static ProgramSource mainClass(String name) {
        return new ProgramSource.MainClass(name, classPath());
    }

    private static List<Path> classPath() {
        return List.of(Product.agentsJar());
    }
}
