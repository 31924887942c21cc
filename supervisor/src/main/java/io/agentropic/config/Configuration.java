package io.agentropic.config;

import io.agentropic.runtime.RuntimeConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.BootPolicy;
import io.agentropic.spec.GroupSpec;
import java.util.List;

/**
 * What a configuration file asks for, with every default filled in.
 *
 * @param runtime settings of the whole; without a run directory, which is chosen on the command line
 * @param boot what happens to all when the first start of one agent fails; default {@link BootPolicy#RETRY}
 * @param groups in the order of the file
 * @param agents in the order of the file; {@code instances: 3} has become three of them
 */
public record Configuration(RuntimeConfig runtime, BootPolicy boot, List<GroupSpec> groups, List<AgentSpec> agents) {

    /** Copies the lists. */
    public Configuration {
        groups = List.copyOf(groups);
        agents = List.copyOf(agents);
    }
}
