package io.agentropic.lifecycle;

import io.agentropic.breaker.FailureDomains;
import io.agentropic.events.EventBus;
import io.agentropic.events.EventJournal;
import io.agentropic.exit.ExitReports;
import io.agentropic.fence.FenceRequest;
import io.agentropic.fence.Fencing;
import io.agentropic.gateway.Gateway;
import io.agentropic.launch.ChildLauncher;
import io.agentropic.launch.Levels;
import io.agentropic.launch.Lodgings;
import io.agentropic.limits.Enforcement;
import io.agentropic.logs.LogRotation;
import io.agentropic.pool.WarmPool;
import io.agentropic.rundir.RunDirectory;
import io.agentropic.sandbox.NetworkAccess;
import io.agentropic.schedule.Admission;
import io.agentropic.schedule.Scheduler;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.LifecycleHooks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * What all agents of a runtime share.
 *
 * @param directory sockets, logs, reports
 * @param fences the kernel's side
 * @param gateway where workers connect
 * @param launcher starts children
 * @param pool workers that wait
 * @param levels refuses what this host cannot isolate
 * @param lodgings what each incarnation has to itself
 * @param rotation keeps logs within their size
 * @param admission who may run
 * @param places where each stands among others that want processors
 * @param scheduler shares the processors among those that run
 * @param domains whose circuit breakers starts ask
 * @param router carries messages between agents
 * @param events tells what happened
 * @param journal remembers what happened
 * @param reports keeps exit reports
 * @param hooks the program's own reactions
 * @param enforcement what happens to a limit that cannot be held
 * @param heartbeat time between heartbeats
 * @param clock for what users see; decisions use the monotonic clock
 * @param random uniform in [0, 1), for jitter
 */
public record Services(
        RunDirectory directory,
        Fencing fences,
        Gateway gateway,
        ChildLauncher launcher,
        WarmPool pool,
        Levels levels,
        Lodgings lodgings,
        LogRotation rotation,
        Admission admission,
        CpuPlaces places,
        Scheduler scheduler,
        FailureDomains domains,
        Router router,
        EventBus events,
        EventJournal journal,
        ExitReports reports,
        LifecycleHooks hooks,
        Enforcement enforcement,
        Duration heartbeat,
        InstantSource clock,
        DoubleSupplier random) {

    /** The fence wanted for one incarnation; I/O limits go on the disk behind the directory in which the agent works. */
    public FenceRequest fenceRequest(AgentSpec spec, long incarnation) {
        FenceRequest request = new FenceRequest(
                        spec.name(),
                        incarnation,
                        spec.isolation().limits(),
                        enforcement,
                        ScheduledLife.ownWeight(spec),
                        List.of(Objects.requireNonNullElse(
                                spec.workingDirectory(), Path.of("").toAbsolutePath())),
                        spec.supervision().oomPolicy())
                .placed(places.of(spec));
        NetworkAccess network = spec.isolation().sandbox().network();
        return switch (spec.isolation().level()) {
            case NONE, RESOURCE_LIMITS -> request;
            case SANDBOX -> request.confinedTo(network);
            case PROCESS, CONTAINER ->
                network instanceof NetworkAccess.Restricted some ? request.heldTo(some) : request;
        };
    }
}
