package io.agentropic.runtime;

import io.agentropic.archive.ClassArchives;
import io.agentropic.breaker.FailureDomains;
import io.agentropic.confine.AgentUserPool;
import io.agentropic.events.EventBus;
import io.agentropic.events.EventJournal;
import io.agentropic.exit.ExitReports;
import io.agentropic.fence.Fences;
import io.agentropic.fence.Fencing;
import io.agentropic.gateway.Gateway;
import io.agentropic.json.ExitReportDocument;
import io.agentropic.launch.ChildLauncher;
import io.agentropic.launch.Levels;
import io.agentropic.launch.Lodgings;
import io.agentropic.launch.NamespaceTools;
import io.agentropic.launch.ResolvedProgram;
import io.agentropic.lifecycle.Router;
import io.agentropic.lifecycle.Services;
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
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.LifecycleHooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What a runtime stands on, laid in the order in which one thing needs the other and given back in reverse. */
final class Foundation implements AutoCloseable {

    /** How long killed agents may take to be cleared away. */
    static final Duration KILL_TIME = Duration.ofSeconds(10);

    private final ClassArchives archives;
    private final Services services;
    private final Inspections inspections = new Inspections();

    private Foundation(ClassArchives archives, Services services) {
        this.archives = archives;
        this.services = services;
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
        Fences fences = Fences.open(directory.runId());
        try {
            LevelMeans means =
                    LevelMeans.of(config.uids(), fences.haveControlGroups()).withAddressRules(fences.holdsAddresses());
            ClassArchives archives = ClassArchives.open(directory.path(), means.users() instanceof AgentUsers.OwnEach);
            NamespaceTools tools = NamespaceTools.on(CommandSearch.ownPath(), means);
            Lodgings lodgings = new Lodgings(directory, users(means));
            directory.sweepPrivateDirectories();
            ChildLauncher launcher = new ChildLauncher(
                    archives.workerJar(), archives::of, directory.workerSocket(), System.getenv(), tools);
            Gateway gateway = Gateway.open(directory.workerSocket());
            return new Foundation(
                    archives,
                    new Services(
                            directory,
                            fences,
                            gateway,
                            launcher,
                            new WarmPool(config.warmPool(), fences, gateway, launcher, lodgings),
                            new Levels(means, tools, directory.path(), archives.workerJar()),
                            lodgings,
                            LogRotation.start(),
                            new Admission(config.maxConcurrent()),
                            domains(config),
                            new Router(),
                            events(journal),
                            journal,
                            new ExitReports(
                                    directory.path(),
                                    report -> ExitReportDocument.of(report)
                                            .toString()
                                            .getBytes(StandardCharsets.UTF_8)),
                            hooks,
                            config.enforcement(),
                            config.heartbeat(),
                            InstantSource.system(),
                            () -> ThreadLocalRandom.current().nextDouble()));
        } catch (RunDirectoryException | UncheckedIOException e) {
            fences.close();
            throw e;
        } catch (IOException e) {
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

    private static FailureDomains domains(RuntimeConfig config) {
        FailureDomains domains = new FailureDomains(
                InstantSource.system(), () -> ThreadLocalRandom.current().nextDouble());
        config.circuitBreakers().forEach(domains::add);
        return domains;
    }

    Services services() {
        return services;
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
                Gateway _ = services.gateway();
                FailureDomains _ = services.domains();
                LogRotation _ = services.rotation();
                EventBus _ = services.events();
                WarmPool _ = services.pool()) {
            // closed in reverse: what waits first, the directory last
        }
    }
}
