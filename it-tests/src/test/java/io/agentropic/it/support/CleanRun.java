package io.agentropic.it.support;

import io.agentropic.it.agents.RollCallAgent;
import io.agentropic.limits.Enforcement;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.runtime.RuntimeBuilder;
import io.agentropic.spec.AgentSpec;
import io.agentropic.status.AgentResult;
import io.agentropic.status.LifecycleHooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One test's own runtime in a run directory of its own. After the test nothing may be left over: no child, no control
 * group, no descriptor or thread more than before, no socket file.
 */
public final class CleanRun implements BeforeEachCallback, AfterEachCallback {

    private static boolean warm;

    private @Nullable Path base;
    private @Nullable Footprint before;
    private @Nullable AgentRuntime runtime;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        warmUp();
        base = Files.createTempDirectory("it");
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwx--x--x"));
        before = Footprint.now(directory());
    }

    /** The JDK and the libraries keep what they made on first use; let them make it before the first count. */
    private static synchronized void warmUp() throws Exception {
        if (warm) {
            return;
        }
        warm = true;
        Path directory = Files.createTempDirectory("it");
        try (AgentRuntime first = AgentRuntime.builder()
                .enforcement(Lane.enforcement())
                .runDirectory(directory.resolve("run"))
                .build()) {
            first.spawn(Programs.child("print", "warm").build()).join(Eventually.GENEROUS);
        } finally {
            delete(directory);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        if (runtime != null) {
            runtime.close();
            runtime = null;
        }
        Footprint earlier = required(before);
        Eventually.within(
                Eventually.GENEROUS,
                () -> "left over: " + Footprint.now(directory()).beyond(earlier),
                () -> Footprint.now(directory()).beyond(earlier).isEmpty());
        List<Path> sockets = socketsBelow(required(base));
        if (!sockets.isEmpty()) {
            throw new AssertionError("socket files left over: " + sockets);
        }
        delete(required(base));
    }

    /** The run directory; the runtime makes it. */
    public Path directory() {
        return required(base).resolve("run");
    }

    /** A directory for the test's and the agents' own files. */
    public Path scratch() throws IOException {
        return Files.createDirectories(required(base).resolve("scratch"));
    }

    /** The runtime, opened on first use with what this lane enforces. */
    public AgentRuntime runtime() {
        AgentRuntime open = runtime;
        return open != null ? open : open(Lane.enforcement(), LifecycleHooks.NONE);
    }

    /** Opens the runtime with other settings; once in a test. */
    public AgentRuntime open(Enforcement enforcement, LifecycleHooks hooks) {
        return open(AgentRuntime.builder()
                .enforcement(enforcement)
                .heartbeat(Duration.ofMillis(500))
                .warmPool(Lane.warmPool())
                .hooks(hooks));
    }

    /** Opens the runtime with other settings; once in a test. */
    public AgentRuntime open(RuntimeBuilder builder) {
        if (runtime != null) {
            throw new IllegalStateException("this test has opened its runtime already");
        }
        AgentRuntime open = builder.runDirectory(directory()).build();
        runtime = open;
        return open;
    }

    /** Closes the runtime now, for tests that look at what remains. */
    public void close() {
        if (runtime != null) {
            runtime.close();
            runtime = null;
        }
    }

    /** Spawns an agent in the test's runtime. */
    public AgentHandle spawn(AgentSpec.Builder spec) {
        return runtime().spawn(spec.build());
    }

    /** Spawns an agent and waits until its code was entered. */
    public AgentHandle started(AgentSpec.Builder spec) throws InterruptedException, TimeoutException {
        AgentHandle handle = spawn(spec);
        handle.awaitStarted(Eventually.GENEROUS);
        return handle;
    }

    /** Spawns an agent and waits until it rests. */
    public AgentResult result(AgentSpec.Builder spec) throws InterruptedException, TimeoutException {
        return spawn(spec).join(Eventually.GENEROUS.multipliedBy(2));
    }

    /** Fails unless each of these agents answers a message from another agent; they must be {@code EchoAgent}s. */
    public void requireAnswers(List<AgentHandle> agents) throws InterruptedException, TimeoutException {
        AgentResult result = result(Programs.agent(RollCallAgent.class)
                .input(agents.stream().map(AgentHandle::name).collect(Collectors.joining("\n"))));
        if (!result.succeeded()) {
            throw new AssertionError("not all answered: " + result.lastExit());
        }
    }

    private static List<Path> socketsBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".sock")).toList();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("not inside a test");
        }
        return value;
    }
}
