package io.agentropic.runtime;

import io.agentropic.breaker.BreakerMode;
import io.agentropic.events.EventJournal;
import io.agentropic.group.Group;
import io.agentropic.rundir.RunDirectoryException;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.BootPolicy;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentMessage;
import io.agentropic.status.AgentStatus;
import io.agentropic.status.LifecycleHooks;
import io.agentropic.status.WarmPoolStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs agents, each in a child JVM of its own or, at isolation none, together in one, and supervises them until they rest.
 *
 * <p>All methods may be called from any thread.
 */
public final class AgentRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentRuntime.class);

    private final RuntimeConfig config;
    private final Foundation foundation;
    private final Population population;
    /** Guarded by this. */
    private boolean closed;

    private AgentRuntime(RuntimeConfig config, Foundation foundation) {
        this.config = config;
        this.foundation = foundation;
        this.population = new Population(
                foundation,
                foundation.places(),
                config.maxAgents(),
                new GroupSurroundings(foundation.services(), this::shutdown));
    }

    /** A builder that starts from {@link RuntimeConfig#DEFAULT}. */
    public static RuntimeBuilder builder() {
        return new RuntimeBuilder();
    }

    /**
     * Opens a runtime with these settings, and ends what an earlier one in the same run directory left behind.
     *
     * @throws InvalidSpecException when a setting is wrong
     * @throws RunDirectoryException when the run directory cannot be used, or another supervisor
     *     uses it
     * @throws io.agentropic.syscall.UnsupportedHostException on anything but Linux on x86_64 or aarch64
     */
    public static AgentRuntime open(RuntimeConfig config, LifecycleHooks hooks) {
        List<String> violations = config.violations();
        if (!violations.isEmpty()) {
            throw new InvalidSpecException("the runtime's settings are wrong", violations);
        }
        return new AgentRuntime(config, Foundation.lay(config, hooks));
    }

    /**
     * Everything about a specification that {@link #spawn} would refuse on any host, as sentences; empty when nothing is.
     * Makes and starts nothing.
     */
    public static List<String> violations(AgentSpec spec) {
        return SpecRules.violations(spec);
    }

    /**
     * Makes the group known, for agents that are spawned from now on.
     *
     * @throws InvalidSpecException when the specification is wrong, or a group of that name is known already
     * @throws IllegalStateException when the runtime is closing
     */
    public void addGroup(GroupSpec spec) {
        population.add(spec);
    }

    /**
     * Makes the agent known and starts it, as soon as what it depends on is as wanted.
     *
     * @throws InvalidSpecException when the specification is wrong, or names an agent or a group that is not known; all
     *     violations at once
     * @throws io.agentropic.limits.LimitUnavailableException when a limit cannot be enforced here under strict
     * @throws DuplicateAgentException when an agent of that name is known already
     * @throws RuntimeFullException when {@code maxAgents} are known already
     * @throws IllegalStateException when the runtime is closing
     */
    public AgentHandle spawn(AgentSpec spec) {
        return Admissible.shares(spec)
                ? spawnSharing(spec)
                : spawn(List.of(spec)).getFirst();
    }

    /**
     * Makes the agents known and starts them, each after those that it depends on; they may depend on each other. When one
     * is refused none is started.
     *
     * @return a handle on each, in the given order
     * @throws RuntimeException as {@link #spawn}, for the first that is refused; further refusals are suppressed exceptions
     *     of it. Agents that depend on each other in a circle are refused with its path
     */
    public List<AgentHandle> spawnAll(Collection<AgentSpec> specs) {
        return spawn(List.copyOf(specs));
    }

    private AgentHandle spawnSharing(AgentSpec spec) {
        foundation.shared().pace();
        AgentHandle added = population.add(Admissible.sharing(spec, foundation));
        warn(spec);
        return added;
    }

    private static void warn(AgentSpec spec) {
        for (String warning : spec.supervision().warnings()) {
            LOG.warn("agent '{}': {}", spec.name(), warning);
        }
    }

    private List<AgentHandle> spawn(List<AgentSpec> specs) {
        foundation.shared().pace();
        List<AgentHandle> added = List.copyOf(population.add(Admissible.check(specs, foundation)));
        specs.forEach(AgentRuntime::warn);
        return added;
    }

    /**
     * As {@link #spawnAll(Collection)}, with a say in what happens when the first start of one fails. Under
     * {@link BootPolicy#FAIL_FAST} it returns when the code of each was entered, and its startup probe has succeeded, or it
     * has completed: an agent that waits for a place or a dependency is waited for.
     *
     * @throws BootFailedException naming the agent whose start failed; all of {@code specs} were stopped in reverse order
     *     and are known no more, their logs and reports stay
     * @throws InterruptedException when interrupted while it waits; the agents go on
     */
    public List<AgentHandle> spawnAll(Collection<AgentSpec> specs, BootPolicy policy) throws InterruptedException {
        List<AgentHandle> handles = spawnAll(specs);
        if (policy == BootPolicy.FAIL_FAST) {
            List<OwnedAgent> inOrder =
                    population.all().stream().filter(handles::contains).toList();
            new Boot(inOrder, population).requireAll();
        }
        return handles;
    }

    /**
     * Forgets an agent at rest; its name is free again, its logs and reports stay.
     *
     * @throws UnknownAgentException when no agent has this name
     * @throws io.agentropic.status.AgentStateException when it does not rest, or another one depends on it
     */
    public void remove(String name) throws InterruptedException {
        population.remove(name);
    }

    /** The agent of this name. */
    public Optional<AgentHandle> agent(String name) {
        return population.agent(name);
    }

    /** The group of this name. */
    public Optional<GroupHandle> group(String name) {
        return population.group(name).map(GroupHandle::new);
    }

    /** All agents, in the order in which they were started. */
    public List<AgentHandle> agents() {
        return List.copyOf(population.all());
    }

    /** How the agents that run share the processors. */
    public SchedulerHandle scheduler() {
        return new SchedulerHandle(foundation.services().scheduler());
    }

    /** Where sockets, logs and reports lie. */
    public Path runDirectory() {
        return foundation.services().directory().path();
    }

    /** The settings it was opened with. */
    public RuntimeConfig config() {
        return config;
    }

    /**
     * Takes the decision about a failure domain from its circuit breaker, or gives it back.
     *
     * @throws IllegalArgumentException when there is no such domain
     */
    public void circuitBreakerMode(String failureDomain, BreakerMode mode) {
        foundation
                .services()
                .domains()
                .find(failureDomain)
                .orElseThrow(() -> new IllegalArgumentException("no failure domain is named '" + failureDomain
                        + "'; there are "
                        + foundation.services().domains().names()))
                .mode(mode);
    }

    /**
     * Calls {@code listener} for each message that an agent sends to {@code supervisor}, in the order in which one agent sent
     * them, on one thread of its own. While it is slow those who send wait. Nobody hears of messages that came before.
     *
     * @throws IllegalStateException when there is a listener already
     */
    public void onMessage(Consumer<AgentMessage> listener) {
        foundation.services().router().listen(listener);
    }

    /** How the pool of workers that wait does; see {@link RuntimeBuilder#warmPool}. */
    public WarmPoolStatus warmPool() {
        return foundation.services().pool().status();
    }

    /** The JVM that agents at isolation none share, as every agent is shown; empty before the first of them. */
    public Optional<AgentStatus> sharedJvm() {
        return foundation.shared().jvm();
    }

    /** The last 1,000 events, and those to come for whoever follows. */
    public EventJournal events() {
        return foundation.services().journal();
    }

    /** Calls {@code listener} for each event from now on, on a thread of the runtime; it must not block for long. */
    public void onEvent(Consumer<AgentEvent> listener) {
        foundation.services().events().listen(listener);
    }

    /** Waits until every agent has come to rest. */
    public void awaitRest() throws InterruptedException {
        Waits.await(rest());
    }

    /** As {@link #awaitRest()}, with a bound. */
    public void awaitRest(Duration timeout) throws InterruptedException, TimeoutException {
        Waits.await(rest(), timeout);
    }

    /** Completes when every agent rests; one that was roused while others still ran is waited for again. */
    private CompletableFuture<Void> rest() {
        List<OwnedAgent> all = population.all();
        return CompletableFuture.allOf(all.stream().map(AgentHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .thenCompose(_ -> all.stream().allMatch(agent -> agent.state().atRest())
                        ? CompletableFuture.<Void>completedFuture(null)
                        : rest());
    }

    /**
     * Stops every agent: each when all that depend on it are gone, the rest in parallel, each with its own grace, all within
     * the shutdown timeout; who is late is killed. Nothing starts any more.
     */
    public ShutdownReport shutdown() {
        population.close();
        foundation.services().pool().drain();
        List<OwnedAgent> all = population.all();
        Set<AgentHandle> alive =
                all.stream().filter(agent -> !agent.state().atRest()).collect(Collectors.toSet());
        CompletableFuture<?>[] retired = OrderedStop.begin(all, population.groups());
        if (!Waits.settled(retired, config.shutdownTimeout())) {
            kill();
            Waits.settled(retired, Foundation.KILL_TIME);
        }
        foundation.shared().endJvm();
        return ShutdownReport.of(all, alive);
    }

    /** Kills every agent at once; a shutdown in progress ends sooner for it. Nothing starts any more. */
    public void kill() {
        population.close();
        foundation.services().pool().drain();
        population.all().forEach(agent -> {
            var _ = agent.end();
        });
    }

    /** {@link #shutdown()}, then gives everything back: sockets, threads, control groups. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        var _ = shutdown();
        population.groups().forEach(Group::close);
        foundation.close();
    }
}
