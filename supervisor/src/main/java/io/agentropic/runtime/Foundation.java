package io.agentropic.runtime;

import io.agentropic.breaker.FailureDomains;
import io.agentropic.events.EventBus;
import io.agentropic.events.EventJournal;
import io.agentropic.exit.ExitReports;
import io.agentropic.fence.Fences;
import io.agentropic.gateway.Gateway;
import io.agentropic.json.ExitReportDocument;
import io.agentropic.launch.ChildLauncher;
import io.agentropic.launch.WorkerJar;
import io.agentropic.lifecycle.Admission;
import io.agentropic.lifecycle.Router;
import io.agentropic.lifecycle.Services;
import io.agentropic.logs.LogRotation;
import io.agentropic.rundir.RunDirectory;
import io.agentropic.rundir.RunDirectoryException;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.LifecycleHooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** What a runtime stands on, laid in the order in which one thing needs the other and given back in reverse. */
final class Foundation implements AutoCloseable {

    /** How long killed agents may take to be cleared away. */
    static final Duration KILL_TIME = Duration.ofSeconds(10);

    private final Services services;

    private Foundation(Services services) {
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
        Path workerJar = WorkerJar.extractTo(directory.path());
        Fences fences = Fences.open(directory.runId());
        EventJournal journal = new EventJournal();
        try {
            Gateway gateway = Gateway.open(directory.workerSocket());
            return new Foundation(new Services(
                    directory,
                    fences,
                    gateway,
                    new ChildLauncher(workerJar, directory.workerSocket(), System.getenv()),
                    LogRotation.start(),
                    new Admission(config.maxConcurrent()),
                    domains(config),
                    new Router(),
                    events(journal),
                    journal,
                    new ExitReports(
                            directory.path(),
                            report -> ExitReportDocument.of(report).toString().getBytes(StandardCharsets.UTF_8)),
                    hooks,
                    config.enforcement(),
                    config.heartbeat(),
                    InstantSource.system(),
                    () -> ThreadLocalRandom.current().nextDouble()));
        } catch (IOException e) {
            fences.close();
            throw new RunDirectoryException(e.getMessage() + ": " + e.getCause(), e);
        }
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

    /**
     * Refuses an agent whose limits this host cannot hold under strict enforcement.
     *
     * @throws io.agentropic.limits.LimitUnavailableException naming the limit, the mechanism and the remedy
     */
    void requireEnforceable(AgentSpec spec) {
        services.fences().requireEnforceable(services.fenceRequest(spec, 1));
    }

    @Override
    public void close() {
        try (RunDirectory _ = services.directory();
                Fences _ = services.fences();
                Gateway _ = services.gateway();
                FailureDomains _ = services.domains();
                LogRotation _ = services.rotation();
                EventBus _ = services.events()) {
            // closed in reverse: events first, the directory last
        }
    }
}
