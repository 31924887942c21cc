package io.agentropic.it.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentropic.it.agents.EchoAgent;
import io.agentropic.it.siege.LevelsHere;
import io.agentropic.it.support.CleanRun;
import io.agentropic.it.support.Eventually;
import io.agentropic.it.support.Programs;
import io.agentropic.it.support.Untainted;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.spec.IsolationConfig;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Launches at all levels at once do not get into each other's way, and no child gets what is the supervisor's. */
@Tag("host")
@Tag("scale")
class ManyLaunchesTest {

    private static final int LAUNCHES = 200;
    private static final int AT_ONCE = 12;

    @RegisterExtension
    final CleanRun run = new CleanRun();

    @Test
    void twoHundredLaunchesLeakNoDescriptorAndTaintNoThread() throws Exception {
        List<IsolationLevel> levels = LevelsHere.all();
        run.runtime();
        List<Future<List<String>>> launches = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (int i = 0; i < LAUNCHES; i++) {
                IsolationLevel level = levels.get(i % levels.size());
                String name = level.word() + "-" + i;
                launches.add(threads.submit(() -> launch(name, level)));
            }
            for (Future<List<String>> launch : launches) {
                assertThat(launch.get()).isEmpty();
            }
        }
        Untainted.await();
    }

    /** What of the supervisor's was seen in the processes of one agent. */
    private List<String> launch(String name, IsolationLevel level) throws Exception {
        AgentHandle handle = run.started(
                Programs.agent(EchoAgent.class).name(name).isolation(new IsolationConfig(level, ResourceLimits.NONE)));
        Long pid = handle.status().pid();
        List<String> leaked = new ArrayList<>();
        if (handle.state() != AgentState.RUNNING || pid == null) {
            leaked.add(name + " does not run: " + handle.status());
        } else {
            leaked.addAll(leaked(pid));
        }
        handle.kill();
        handle.join(Eventually.GENEROUS);
        return leaked;
    }

    /** Sockets, pipes and other nameless things have numbers of their own; one of the supervisor's is known by it. */
    private static List<String> leaked(long pid) throws IOException {
        List<Long> processes = new ArrayList<>(List.of(pid));
        ProcessHandle.of(pid).ifPresent(handle -> handle.descendants().forEach(child -> processes.add(child.pid())));
        Set<String> own = new HashSet<>();
        for (String link : links(ProcessHandle.current().pid(), 0)) {
            if (link.startsWith("socket:") || link.startsWith("pipe:") || link.endsWith(".lock")) {
                own.add(link);
            }
        }
        List<String> leaked = new ArrayList<>();
        for (long process : processes) {
            // Standard input comes from the supervisor, and carries the token.
            links(process, 1).stream()
                    .filter(own::contains)
                    .map(link -> process + " has " + link)
                    .forEach(leaked::add);
        }
        return leaked;
    }

    private static List<String> links(long process, int from) throws IOException {
        List<String> links = new ArrayList<>();
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
            for (Path descriptor : open.toList()) {
                if (Integer.parseInt(descriptor.getFileName().toString()) >= from) {
                    links.add(target(descriptor));
                }
            }
        }
        return links;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
