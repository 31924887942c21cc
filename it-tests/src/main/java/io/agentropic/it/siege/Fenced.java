package io.agentropic.it.siege;

import io.agentropic.agent.Agent;
import io.agentropic.it.attack.Attacker;
import io.agentropic.limits.DataSize;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.sandbox.SandboxConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.spec.JvmConfig;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** Specifications of agents inside a fence: a file system to read only, one directory of their own, no network. */
final class Fenced {

    private static final int OPEN_FILES = 256;

    private Fenced() {}

    /** An agent of this class that may write {@code own}; never restarted. */
    static AgentSpec.Builder agent(String name, IsolationLevel level, Path own, Class<? extends Agent> type) {
        return AgentSpec.of(name, new ProgramSource.AgentClass(type.getName(), List.of(jar())))
                .workingDirectory(own)
                .jvm(new JvmConfig(null, List.of(), DataSize.mebibytes(64)))
                .isolation(isolation(level, own))
                .supervision(
                        Supervision.builder().restartPolicy(RestartPolicy.NEVER).build());
    }

    private static IsolationConfig isolation(IsolationLevel level, Path own) {
        return new IsolationConfig(
                level,
                ResourceLimits.builder()
                        .openFiles(OPEN_FILES)
                        .fileSize(DataSize.mebibytes(16))
                        .build(),
                level.confines() ? SandboxConfig.builder().writable(own).build() : SandboxConfig.DEFAULT);
    }

    /** The jar that the attacks lie in. */
    static Path jar() {
        try {
            return Path.of(Attacker.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the attacks come from no file", e);
        }
    }
}
