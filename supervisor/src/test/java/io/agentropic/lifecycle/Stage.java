package io.agentropic.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.breaker.FailureDomains;
import io.agentropic.events.EventBus;
import io.agentropic.events.EventJournal;
import io.agentropic.exit.ExitReport;
import io.agentropic.exit.ExitReports;
import io.agentropic.fence.CpuPlace;
import io.agentropic.fence.Fences;
import io.agentropic.fence.Fencing;
import io.agentropic.gateway.Gateway;
import io.agentropic.ipc.Program;
import io.agentropic.launch.ChildLauncher;
import io.agentropic.launch.Levels;
import io.agentropic.launch.Lodgings;
import io.agentropic.launch.NamespaceTools;
import io.agentropic.launch.ResolvedProgram;
import io.agentropic.limits.Enforcement;
import io.agentropic.logs.LogRotation;
import io.agentropic.plan.LevelMeans;
import io.agentropic.pool.WarmPool;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.process.Polling;
import io.agentropic.program.InspectedProgram;
import io.agentropic.program.JavaHome;
import io.agentropic.rundir.RunDirectory;
import io.agentropic.sandbox.UidRange;
import io.agentropic.schedule.Admission;
import io.agentropic.schedule.Processors;
import io.agentropic.schedule.Scheduler;
import io.agentropic.schedule.SchedulingConfig;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.ProgramSource;
import io.agentropic.spec.Supervision;
import io.agentropic.status.AgentError;
import io.agentropic.status.AgentEvent;
import io.agentropic.status.AgentState;
import io.agentropic.status.LifecycleHooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * What an agent needs to live, around children that are no JVM but a shell script: it leaves its token in a file for the
 * test, which then speaks as the worker, and ends with the exit code that the test gives it.
 */
final class Stage {

    static final String AGENT = "a";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SCRIPT = """
            #!/bin/sh
            home=${0%/bin/java}
            read -r token
            if [ -e "$home/ignore-term" ]; then trap '' TERM; fi
            mkfifo "$home/order-$$"
            echo "$token" > "$home/fresh-$$"
            mv "$home/fresh-$$" "$home/token-$$"
            read -r code < "$home/order-$$"
            exit "$code"
            """;

    private final Path home;
    private final List<Agent> agents = new ArrayList<>();
    private final List<ScriptedChild> children = new ArrayList<>();
    private final List<String> hooksCalled = new CopyOnWriteArrayList<>();
    private final AtomicReference<Callable<?>> beforeStart = new AtomicReference<>(() -> "");
    private final RunDirectory directory;
    private final Fencing fences;
    private final Gateway gateway;
    private final LogRotation rotation = LogRotation.start();
    private final EventBus events = EventBus.start();
    private final Services services;

    /** A stage on which {@code places} agents may run at once. */
    Stage(Path temporary, int places) throws IOException {
        this(temporary, places, fences -> fences);
    }

    /** As the other one, with {@code around} put around the fences of this host. */
    Stage(Path temporary, int places, UnaryOperator<Fencing> around) throws IOException {
        home = Files.createDirectories(temporary.resolve("jvm"));
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, SCRIPT);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        directory = RunDirectory.open(temporary.resolve("run"));
        fences = around.apply(Fences.open(directory.runId()));
        gateway = Gateway.open(directory.workerSocket());
        LevelMeans means = LevelMeans.of(UidRange.DEFAULT, false);
        NamespaceTools tools = NamespaceTools.on("", means);
        ChildLauncher launcher = new ChildLauncher(
                Path.of("/no/worker.jar"), _ -> Optional.empty(), directory.workerSocket(), System.getenv(), tools);
        services = new Services(
                directory,
                fences,
                gateway,
                launcher,
                new WarmPool(WarmPoolConfig.NONE, fences, gateway, launcher, new Lodgings(directory, Optional.empty())),
                new Levels(means, tools, directory.path(), Path.of("/no/worker.jar")),
                new Lodgings(directory, Optional.empty()),
                rotation,
                new Admission(places),
                _ -> CpuPlace.ANYWHERE,
                scheduler(fences, events),
                new FailureDomains(InstantSource.system(), () -> 0),
                new Router(),
                events,
                new EventJournal(),
                new ExitReports(directory.path(), report -> new byte[0]),
                new NotedHooks(hooksCalled, beforeStart),
                Enforcement.BEST_EFFORT,
                Duration.ofSeconds(5),
                InstantSource.system(),
                () -> 0);
    }

    private static Scheduler scheduler(Fencing fences, EventBus events) {
        return new Scheduler(
                SchedulingConfig.DEFAULT,
                new Processors(1, fences.withoutProcessorShares(), fences::cpuTime),
                Enforcement.BEST_EFFORT,
                what -> events.publish(
                        new AgentEvent(Instant.EPOCH, "-", 0, AgentState.RUNNING, AgentState.RUNNING, what)));
    }

    /** From now on children do not end at SIGTERM. */
    void childrenIgnoreTermination() throws IOException {
        Files.writeString(home.resolve("ignore-term"), "");
    }

    Services services() {
        return services;
    }

    /** Which hooks were called so far, in order. */
    List<String> hooksCalled() {
        return hooksCalled;
    }

    /** An agent whose life begins at once. */
    Agent begin(Supervision supervision) throws IOException {
        return begin(spec(supervision).build());
    }

    Agent begin(AgentSpec spec) throws IOException {
        Agent agent = new Agent(spec, program(new Program.MainClass("a.Main")), services, Optional.empty());
        return begun(agent);
    }

    /** An agent whose program knows checkpoints. */
    Agent beginCooperative() throws IOException {
        AgentSpec spec = spec(Supervision.DEFAULT).build();
        return begun(new Agent(spec, program(new Program.AgentClass("a.Agent")), services, Optional.empty()));
    }

    private Agent begun(Agent agent) throws IOException {
        agents.add(agent);
        agent.begin();
        return agent;
    }

    static AgentSpec.Builder spec(Supervision supervision) {
        return AgentSpec.of(AGENT, new ProgramSource.MainClass("a.Main", List.of()))
                .supervision(supervision);
    }

    ResolvedProgram program(Program program) {
        return new ResolvedProgram(
                new InspectedProgram(program, List.of(), List.of()), new JavaHome(home, home.resolve("bin/java"), 25));
    }

    /** The next child that waits for its worker to speak. */
    ScriptedChild child() throws Exception {
        eventually(() -> !tokens().isEmpty());
        Path token = tokens().getFirst();
        ScriptedChild child = ScriptedChild.behind(token, directory.workerSocket());
        children.add(child);
        return child;
    }

    /** The next child, its code entered. */
    ScriptedChild runningChild(Agent agent) throws Exception {
        ScriptedChild child = child();
        child.greet();
        child.enterCode();
        awaitState(agent, AgentState.RUNNING);
        return child;
    }

    boolean hasFreshChild() {
        return !tokens().isEmpty();
    }

    private List<Path> tokens() {
        try (var files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith("token-"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("the children's directory cannot be read", e);
        }
    }

    static void awaitState(Agent agent, AgentState state) throws InterruptedException {
        Polling.awaitFact(() -> agent.view().state() == state, PATIENCE);
        assertThat(agent.view().state()).isEqualTo(state);
    }

    static void eventually(BooleanSupplier fact) throws InterruptedException {
        assertThat(Polling.awaitFact(fact, PATIENCE)).isTrue();
    }

    /** Ends every agent, and looks that nothing of it is left. */
    void close() throws Exception {
        for (Agent agent : agents) {
            var _ = agent.stop(Duration.ZERO);
            var _ = agent.retire();
            eventually(() -> agent.view().state().atRest());
        }
        for (ScriptedChild child : children) {
            eventually(() -> !child.lives());
            child.close();
        }
        services.pool().close();
        services.router().close();
        events.close();
        rotation.close();
        gateway.close();
        fences.close();
        directory.close();
    }

    /** From now on the hook before each start takes this step. */
    void beforeStart(Callable<?> step) {
        beforeStart.set(step);
    }

    private record NotedHooks(List<String> called, AtomicReference<Callable<?>> beforeStart) implements LifecycleHooks {

        @Override
        public void preStart(String agent, long incarnation) throws Exception {
            beforeStart.get().call();
        }

        @Override
        public void onStart(String agent, long incarnation) {
            called.add("start " + incarnation);
        }

        @Override
        public void onStop(ExitReport report) {
            called.add("stop " + report.incarnation() + " " + report.cause());
        }

        @Override
        public void onError(AgentError error) {
            called.add(
                    switch (error) {
                        case AgentError.Uncaught(String _, long life, var thrown) ->
                            "error " + life + " " + thrown.type();
                        case AgentError.End(var report, long failures, var restartIn) ->
                            "failure " + failures + " of " + report.incarnation() + ", again in "
                                    + (restartIn == null ? "-" : Long.toString(restartIn.toMillis()));
                        case AgentError.Hook(String _, long life, String what) -> "hook " + life + " " + what;
                    });
        }

        @Override
        public void onRestart(ExitReport report, Duration delay) {
            called.add("restart " + report.incarnation() + " in " + delay.toMillis());
        }

        @Override
        public void onGiveUp(ExitReport report, String reason) {
            called.add("give up " + report.incarnation());
        }
    }
}
