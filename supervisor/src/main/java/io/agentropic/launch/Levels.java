package io.agentropic.launch;

import io.agentropic.namespace.Tool;
import io.agentropic.plan.AgentUsers;
import io.agentropic.plan.LevelMeans;
import io.agentropic.plan.NamespacePlan;
import io.agentropic.plan.SandboxPlan;
import io.agentropic.program.ManifestClassPath;
import io.agentropic.spec.AgentSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Refuses an agent whose level of isolation this host cannot hold, before anything is made for it. */
public final class Levels {

    private final LevelMeans means;
    private final NamespaceTools tools;
    private final Path runDirectory;
    private final Path workerJar;

    /**
     * The levels of a runtime.
     *
     * @param means what the host offers
     * @param tools what makes namespaces on it
     * @param runDirectory where its sockets are, which agents must find and may not own
     * @param workerJar the worker's own jar
     */
    public Levels(LevelMeans means, NamespaceTools tools, Path runDirectory, Path workerJar) {
        this.tools = tools;
        this.means = means;
        this.runDirectory = runDirectory;
        this.workerJar = workerJar;
    }

    /**
     * Passes when the agent's level can be held here and leaves it what it needs. How limits are enforced makes no
     * difference: a level is whole or refused.
     *
     * @throws io.agentropic.limits.LimitUnavailableException naming the promise that cannot be kept, why, and the remedy
     * @throws io.agentropic.spec.InvalidSpecException when it asks for paths that it may not or cannot have
     */
    public void require(AgentSpec spec, ResolvedProgram program) {
        switch (spec.isolation().level()) {
            case NONE, RESOURCE_LIMITS -> {}
            case SANDBOX -> {
                SandboxPlan.of(spec.isolation().sandbox(), means).requireWhole();
                paths(spec, program);
            }
            case PROCESS -> {
                namespaces(NamespacePlan.PROCESS, spec, tools.bubblewrap());
                paths(spec, program);
            }
            case CONTAINER -> {
                namespaces(NamespacePlan.CONTAINER, spec, tools.containerRuntime());
                paths(spec, program);
            }
        }
    }

    private void namespaces(String level, AgentSpec spec, Tool tool) {
        NamespacePlan.of(level, spec.isolation().sandbox(), means, tool).requireWhole();
    }

    private void paths(AgentSpec spec, ResolvedProgram program) {
        var access = new PathAccess(spec);
        access.requireApartFrom(runDirectory);
        if (means.users() instanceof AgentUsers.OwnEach(var range)) {
            access.requireWithinReach(runDirectory, needed(program), range.group());
        }
    }

    private List<Path> needed(ResolvedProgram program) {
        return Stream.concat(
                        Stream.of(program.java().home(), program.java().executable()),
                        ManifestClassPath.withNamed(program.program().classPath()).stream())
                .filter(path -> !path.equals(workerJar))
                .toList();
    }
}
