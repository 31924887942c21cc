package io.agentropic.runtime;

import io.agentropic.archive.ClassArchives;
import io.agentropic.breaker.FailureDomains;
import io.agentropic.cgroup.TreeRecord;
import io.agentropic.confine.AgentUserPool;
import io.agentropic.events.EventBus;
import io.agentropic.events.EventJournal;
import io.agentropic.exit.ExitReports;
import io.agentropic.fence.Fences;
import io.agentropic.fence.Fencing;
import io.agentropic.gateway.Gateway;
import io.agentropic.json.ExitReportDocument;
import io.agentropic.launch.ChildArchives;
import io.agentropic.launch.ChildLauncher;
import io.agentropic.launch.Levels;
import io.agentropic.launch.Lodgings;
import io.agentropic.launch.NamespaceTools;
import io.agentropic.launch.ResolvedProgram;
import io.agentropic.lifecycle.Router;
import io.agentropic.lifecycle.Services;
import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.logs.LogRotation;
import io.agentropic.namespace.CommandSearch;
import io.agentropic.plan.AgentUsers;
import io.agentropic.plan.LevelMeans;
import io.agentropic.pool.WarmPool;
import io.agentropic.program.Inspections;
import io.agentropic.rundir.RunDirectory;
import io.agentropic.rundir.RunDirectoryException;
import io.agentropic.sandbox.UidRange;
import io.agentropic.schedule.Admission;
import io.agentropic.schedule.Capacity;
import io.agentropic.schedule.ExecutionMode;
import io.agentropic.schedule.Processors;
import io.agentropic.schedule.Scheduler;
import io.agentropic.shared.SharedLevel;
import io.agentropic.shared.SharedPrograms;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.InvalidSpecException;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import io.agentropic.status.LifecycleHooks;
import io.agentropic.syscall.Affinity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What a runtime stands on, laid in the order in which one thing needs the other and given back in reverse. */
final class Foundation implements AutoCloseable {

    /** In whose name events about scheduling are told; no agent can be named like this. */
    static final String SCHEDULER = "(scheduler)";

    /** How long killed agents may take to be cleared away. */
    static final Duration KILL_TIME = Duration.ofSeconds(10);

    private final Capacity capacity;
    private final GroupPlaces places;
    private final ClassArchives archives;
    private final Services services;
    private final SharedLevel shared;
    private final Inspections inspections = new Inspections();
    private final SharingRules sharing = new SharingRules(new SharedPrograms(inspections));

    private Foundation(
            Capacity capacity, GroupPlaces places, ClassArchives archives, Services services, SharedLevel shared) {
        this.capacity = capacity;
        this.places = places;
        this.archives = archives;
        this.services = services;
        this.shared = shared;
    }

    static Foundation lay(RuntimeConfig config, LifecycleHooks hooks) {
        Path path = config.runDirectory();
        RunDirectory directory = path == null ? RunDirectory.temporary() : RunDirectory.open(path);
        try {
            return lay(config, hooks, directory);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static Foundation lay(RuntimeConfig config, LifecycleHooks hooks, RunDirectory directory) {
        EventJournal journal = new EventJournal();
        Fences fences = Fences.open(directory.runId(), new TreeRecord(directory.controlGroupRecord()));
        EventBus events = events(journal);
        try {
            Scheduler scheduler = scheduler(config, fences, events);
            GroupPlaces places = new GroupPlaces(scheduler, core(config));
            LevelMeans means =
                    LevelMeans.of(config.uids(), fences.haveControlGroups()).withAddressRules(fences.holdsAddresses());
            ClassArchives archives = ClassArchives.open(directory.path(), means.users() instanceof AgentUsers.OwnEach);
            NamespaceTools tools = NamespaceTools.on(CommandSearch.ownPath(), means);
            Lodgings lodgings = new Lodgings(directory, users(means));
            directory.sweepPrivateDirectories();
            ChildLauncher launcher = new ChildLauncher(
                    archives.workerJar(),
                    new ChildArchives(archives)::of,
                    directory.workerSocket(),
                    System.getenv(),
                    tools);
            Gateway gateway = Gateway.open(directory.workerSocket());
            Services services = new Services(
                    directory,
                    fences,
                    gateway,
                    launcher,
                    new WarmPool(config.warmPool(), fences, gateway, launcher, lodgings),
                    new Levels(means, tools, directory.path(), archives.workerJar()),
                    lodgings,
                    LogRotation.start(),
                    new Admission(config.places(), config.admission()),
                    places,
                    scheduler,
                    domains(config),
                    new Router(),
                    events,
                    journal,
                    new ExitReports(
                            directory.path(),
                            report -> ExitReportDocument.of(report).toString().getBytes(StandardCharsets.UTF_8)),
                    hooks,
                    config.enforcement(),
                    config.heartbeat(),
                    InstantSource.system(),
                    () -> ThreadLocalRandom.current().nextDouble());
            boolean placesForAll = config.places() >= config.maxAgents();
            return new Foundation(
                    config.admission().capacity(),
                    places,
                    archives,
                    services,
                    new SharedLevel(services, config.shared(), placesForAll ? null : services.admission()));
        } catch (RunDirectoryException | UncheckedIOException | InvalidSpecException | LimitUnavailableException e) {
            events.close();
            fences.close();
            throw e;
        } catch (IOException e) {
            events.close();
            fences.close();
            throw new RunDirectoryException(e.getMessage() + ": " + e.getCause(), e);
        }
    }

    private static Optional<AgentUserPool> users(LevelMeans means) {
        return means.users() instanceof AgentUsers.OwnEach(UidRange range)
                ? Optional.of(AgentUserPool.of(range))
                : Optional.empty();
    }

    private static EventBus events(EventJournal journal) {
        EventBus events = EventBus.start();
        events.listen(journal);
        return events;
    }

    /** The one processor for all agents; {@code null} for any. */
    private static @Nullable Integer core(RuntimeConfig config) {
        boolean one = config.admission().mode() == ExecutionMode.CONCURRENT;
        return one ? Affinity.of(0).iterator().next() : null;
    }

    private static Scheduler scheduler(RuntimeConfig config, Fences fences, EventBus events) {
        boolean oneCore = config.admission().mode() == ExecutionMode.CONCURRENT;
        int cores = oneCore ? 1 : Runtime.getRuntime().availableProcessors();
        return new Scheduler(
                config.scheduling(),
                new Processors(cores, fences.withoutProcessorShares(), fences::cpuTime),
                config.enforcement(),
                what -> events.publish(
                        new AgentEvent(Instant.now(), SCHEDULER, 0, AgentState.RUNNING, AgentState.RUNNING, what)));
    }

    private static FailureDomains domains(RuntimeConfig config) {
        FailureDomains domains = new FailureDomains(
                InstantSource.system(), () -> ThreadLocalRandom.current().nextDouble());
        config.circuitBreakers().forEach(domains::add);
        return domains;
    }

    Services services() {
        return services;
    }

    SharedLevel shared() {
        return shared;
    }

    SharingRules sharing() {
        return sharing;
    }

    GroupPlaces places() {
        return places;
    }

    /**
     * Refuses an agent that could never run, however long it waited.
     *
     * @throws InvalidSpecException naming the limit and the capacity
     */
    void requireRoom(AgentSpec spec) {
        capacity.refusal(spec.isolation().limits()).ifPresent(refusal -> {
            throw new InvalidSpecException("agent '" + spec.name() + "'", List.of(refusal));
        });
    }

    Inspections inspections() {
        return inspections;
    }

    /**
     * Refuses an agent whose limits this host cannot hold under strict enforcement, or whose level it cannot hold at all.
     *
     * @throws io.agentropic.limits.LimitUnavailableException naming the limit, the mechanism and the remedy
     * @throws io.agentropic.spec.InvalidSpecException when it asks for paths that it may not or cannot have
     */
    void requireEnforceable(AgentSpec spec, ResolvedProgram program) {
        services.levels().require(spec, program);
        services.fences().requireEnforceable(services.fenceRequest(spec, 1));
    }

    @Override
    public void close() {
        try (RunDirectory _ = services.directory();
                Fencing _ = services.fences();
                ClassArchives _ = archives;
                Router _ = services.router();
                Gateway _ = services.gateway();
                FailureDomains _ = services.domains();
                LogRotation _ = services.rotation();
                EventBus _ = services.events();
                Scheduler _ = services.scheduler();
                WarmPool _ = services.pool();
                SharedLevel _ = shared) {
            // closed in reverse: what waits first, then the scheduler, the directory last
        }
    }
}
