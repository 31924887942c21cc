package io.agentropic.launch;

import io.agentropic.confine.AgentUser;
import io.agentropic.container.ContainerRuntime;
import io.agentropic.namespace.NamespaceIsolation;
import io.agentropic.namespace.Tool;
import io.agentropic.plan.AgentUsers;
import io.agentropic.plan.LevelMeans;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What makes namespaces on this host. Each tool is tried when it is first asked for, as a user that agents run as; one that
 * was refused is tried again the next time. Any thread may use it that carries no restriction.
 */
public final class NamespaceTools {

    private final Found bubblewrap;
    private final Found runtime;

    private NamespaceTools(Found bubblewrap, Found runtime) {
        this.bubblewrap = bubblewrap;
        this.runtime = runtime;
    }

    /**
     * The tools on {@code searchPath}.
     *
     * @param means as whom agents run
     */
    public static NamespaceTools on(String searchPath, LevelMeans means) {
        AgentUser user = AgentUsers.anyOf(means.users());
        return new NamespaceTools(
                new Found(() -> NamespaceIsolation.find(searchPath, user)),
                new Found(() -> ContainerRuntime.find(searchPath, user)));
    }

    /** For the level {@code process}. */
    public Tool bubblewrap() {
        return bubblewrap.get();
    }

    /** For the level {@code container}. */
    public Tool containerRuntime() {
        return runtime.get();
    }

    private static final class Found {
        private final Supplier<Tool> search;
        private @Nullable Tool usable;

        Found(Supplier<Tool> search) {
            this.search = search;
        }

        synchronized Tool get() {
            Tool known = usable;
            if (known != null) {
                return known;
            }
            Tool found = search.get();
            if (found instanceof Tool.Usable) {
                usable = found;
            }
            return found;
        }
    }
}
