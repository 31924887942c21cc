package io.agentropic.launch;

import io.agentropic.archive.ClassArchive;
import io.agentropic.confine.Sandbox;
import io.agentropic.confine.Surroundings;
import io.agentropic.container.ContainerRuntime;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.fence.FenceRequest;
import io.agentropic.fence.Fences;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.logs.AgentLogs;
import io.agentropic.namespace.Enclosure;
import io.agentropic.namespace.NamespaceIsolation;
import io.agentropic.namespace.Tool;
import io.agentropic.program.ManifestClassPath;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.IsolationLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts child JVMs behind a gate. Call it from threads that carry no restriction of their own (no Landlock, no
 * seccomp): the JDK's process reaper would inherit it.
 *
 * <p>Behind the gate the child joins its control group and gets its limits, so the JVM is charged from its first page
 * and sees its limits when it sizes itself. The level of isolation decides how it is started; see {@link Start}.
 */
public final class ChildLauncher {

    /** How long a child that was killed at its gate may take to vanish. */
    private static final Duration DEATH = Duration.ofSeconds(5);

    private static final Lodging ANYWHERE = Lodging.open(Path.of("/hs_err.log"));

    private static final Logger LOG = LoggerFactory.getLogger(ChildLauncher.class);

    private final NamespaceTools tools;
    private final Path workerJar;
    private final Function<Launch, Optional<ClassArchive>> archives;
    private final Path socket;
    private final Map<String, String> ownEnvironment;

    /**
     * A launcher of workers that connect to {@code socket}.
     *
     * @param workerJar the worker's own jar
     * @param archives of classes, for those children that have one
     * @param ownEnvironment the supervisor's environment
     * @param tools what makes namespaces
     */
    public ChildLauncher(
            Path workerJar,
            Function<Launch, Optional<ClassArchive>> archives,
            Path socket,
            Map<String, String> ownEnvironment,
            NamespaceTools tools) {
        this.tools = tools;
        this.workerJar = workerJar;
        this.archives = archives;
        this.socket = socket;
        this.ownEnvironment = Map.copyOf(ownEnvironment);
    }

    /**
     * Starts a child, encloses it and leaves it waiting at the gate.
     *
     * @param marker what {@link Fences#MARKER_VARIABLE} carries in its environment
     * @param lodging what it has to itself
     * @throws LaunchException when the process cannot be started
     * @throws FenceException when the fence cannot be closed around it; the child is gone then
     */
    public GatedChild launch(Launch launch, Fence fence, String marker, AgentLogs logs, Lodging lodging) {
        StartedChild process = start(launch, fence, marker, logs, lodging);
        try {
            fence.enclose(process.pid());
            return new GatedChild(
                    process, numberInside(launch.spec().isolation().level()));
        } catch (RuntimeException e) {
            end(process);
            throw e;
        }
    }

    /**
     * What a child of this agent would have in common with one that was started before it and waits; empty where none can
     * wait, as its level or its options do not allow it.
     *
     * @param request the fence wanted for the agent
     */
    public Optional<LaunchProfile> profile(AgentSpec spec, ResolvedProgram program, FenceRequest request) {
        Map<String, String> environment = environmentOf(spec);
        if (!EarlyStart.isPossible(spec, environment)) {
            return Optional.empty();
        }
        Launch any = Launch.waiting("any", spec, program);
        return Optional.of(new LaunchProfile(
                ChildCommand.of(any, workerJar, Optional.empty(), socket, ANYWHERE),
                environment,
                spec.workingDirectory(),
                spec.isolation().withLimits(ResourceLimits.NONE),
                request.of("any", 1).withLimits(ResourceLimits.NONE)));
    }

    /** The variables that the agent's child is started with, but for the marker. */
    public Map<String, String> environmentOf(AgentSpec spec) {
        return ChildEnvironment.of(ownEnvironment, spec.inheritEnv(), spec.env());
    }

    /** Nothing has run in it yet: what could hold it up is the kernel. */
    private static void end(StartedChild process) {
        process.kill();
        try {
            process.onExit().get(DEATH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.error("child {} is still there {} s after SIGKILL", process.pid(), DEATH.toSeconds());
        } catch (ExecutionException e) {
            LOG.error("the end of child {} cannot be awaited", process.pid(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private StartedChild start(Launch launch, Fence fence, String marker, AgentLogs logs, Lodging lodging) {
        AgentSpec spec = launch.spec();
        ResolvedProgram program = launch.program();
        Map<String, String> environment = new LinkedHashMap<>(environmentOf(spec));
        environment.put(Fences.MARKER_VARIABLE, marker);
        lodging.temporaryDirectory().ifPresent(directory -> environment.putIfAbsent("HOME", directory.toString()));
        List<String> words = new ArrayList<>(ChildEnvironment.behindGate(environment));
        Optional<ClassArchive> archive =
                archives.apply(launch).filter(ready -> ready.fits(spec.jvm().options()));
        words.addAll(ChildCommand.of(launch, workerJar, archive, socket, lodging));
        var command = new GatedCommand(launch.name(), words, environment, spec.workingDirectory(), logs);
        return start(spec, program, archive, fence, lodging).start(command);
    }

    private Start start(
            AgentSpec spec, ResolvedProgram program, Optional<ClassArchive> archive, Fence fence, Lodging lodging) {
        IsolationLevel level = spec.isolation().level();
        return switch (level) {
            case RESOURCE_LIMITS -> new PlainStart(Gate.ofSession());
            case SANDBOX ->
                new SandboxStart(
                        sandbox(spec, surroundings(spec, program, archive, lodging), lodging),
                        fence.processLimits(),
                        fence.sockets());
            case PROCESS ->
                new NamespaceStart(
                        usable(tools.bubblewrap()),
                        enclosure(spec, surroundings(spec, program, archive, lodging), lodging),
                        lodging.privateDirectory().orElseThrow());
            case CONTAINER ->
                new ContainerStart(
                        usable(tools.containerRuntime()),
                        enclosure(spec, surroundings(spec, program, archive, lodging), lodging),
                        lodging.privateDirectory().orElseThrow(),
                        spec.name());
            case NONE -> throw new LaunchException("an agent that shares a JVM has no process of its own");
        };
    }

    private static OptionalLong numberInside(IsolationLevel level) {
        return switch (level) {
            case NONE, RESOURCE_LIMITS, SANDBOX -> OptionalLong.empty();
            case PROCESS -> OptionalLong.of(NamespaceIsolation.COMMAND_PID);
            case CONTAINER -> OptionalLong.of(ContainerRuntime.COMMAND_PID);
        };
    }

    private static Tool.Usable usable(Tool tool) {
        return switch (tool) {
            case Tool.Usable usable -> usable;
            case Tool.Refused(String reason, String remedy) -> throw new LaunchException(reason + ". " + remedy + ".");
        };
    }

    private static Enclosure enclosure(AgentSpec spec, Surroundings around, Lodging lodging) {
        return new Enclosure(
                spec.isolation().sandbox(),
                around,
                List.of(lodging.crashFile()),
                lodging.user().orElse(null));
    }

    private static Sandbox sandbox(AgentSpec spec, Surroundings around, Lodging lodging) {
        return new Sandbox(spec.isolation().sandbox(), around, lodging.user().orElse(null));
    }

    private Surroundings surroundings(
            AgentSpec spec, ResolvedProgram program, Optional<ClassArchive> archive, Lodging lodging) {
        List<Path> classPath = ManifestClassPath.withNamed(program.program().classPath());
        classPath.add(workerJar);
        archive.map(ClassArchive::file).ifPresent(classPath::add);
        return new Surroundings(
                program.java().home(),
                classPath,
                lodging.privateDirectory().orElseThrow(),
                socket,
                spec.workingDirectory());
    }
}
