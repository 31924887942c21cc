package io.agentropic.it.siege;

import io.agentropic.control.ControlServer;
import io.agentropic.it.attack.Arsenal;
import io.agentropic.it.attack.Attack;
import io.agentropic.it.attack.Bystander;
import io.agentropic.it.attack.Scene;
import io.agentropic.limits.Enforcement;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.status.AgentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every attack at one level: a runtime with a bystander, services of the host around it, and attackers one after the
 * other until each attack was tried. Files lie below a directory of the caller's, which others must be able to enter.
 */
public final class Siege {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BYSTANDER = "bystander";

    private final IsolationLevel level;
    private final Path base;
    private final AgentRuntime runtime;
    private final HostServices host;

    private Siege(IsolationLevel level, Path base, AgentRuntime runtime, HostServices host) {
        this.level = level;
        this.base = base;
        this.runtime = runtime;
        this.host = host;
    }

    /**
     * Tries every attack.
     *
     * @param base a directory for this siege alone
     * @throws IllegalStateException when the attacks did harm: to the bystander, to files, to the supervisor
     */
    public static List<Trial> at(IsolationLevel level, Path base)
            throws IOException, InterruptedException, TimeoutException {
        return at(level, base, Arsenal.all());
    }

    /** Tries these attacks. */
    public static List<Trial> at(IsolationLevel level, Path base, List<Attack> attacks)
            throws IOException, InterruptedException, TimeoutException {
        Files.createDirectories(base);
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (AgentRuntime runtime = AgentRuntime.builder()
                        .enforcement(Enforcement.BEST_EFFORT)
                        .runDirectory(base.resolve("run"))
                        .build();
                HostServices host = new HostServices(base.resolve("outside"));
                ControlServer _ =
                        ControlServer.open(base.resolve("run/control.sock"), new EmbeddedRuntime(runtime), "siege")) {
            return new Siege(level, base, runtime, host).run(attacks);
        }
    }

    private List<Trial> run(List<Attack> attacks) throws IOException, InterruptedException, TimeoutException {
        Files.writeString(base.resolve("run/supervisor.yaml"), "secret of the supervisor");
        AgentHandle earlier = runtime.spawn(Fenced.agent("earlier", level, own("earlier"), Bystander.class)
                .args("earlier-" + ProcessHandle.current().pid())
                .build());
        awaitReady(earlier);
        earlier.stop();
        Path siblingsOwn = own(BYSTANDER);
        HostServices.openFile(siblingsOwn.resolve("file"), "secret of a sibling");
        String socket = BYSTANDER + "-" + ProcessHandle.current().pid() + "-" + level.word();
        AgentHandle bystander = runtime.spawn(Fenced.agent(BYSTANDER, level, siblingsOwn, Bystander.class)
                .args(socket)
                .build());
        awaitReady(bystander);
        long sibling = required(bystander.status().pid());
        Condition before = Condition.of(sibling);
        Scene scene = new Scene(facts(sibling, socket));
        List<Trial> trials = new Attackers(runtime, level, base, scene, host).tryAll(attacks);
        requireUnharmed(bystander, before);
        return trials;
    }

    private Map<String, String> facts(long sibling, String socket) throws IOException, InterruptedException {
        long supervisor = ProcessHandle.current().pid();
        Map<String, String> facts = new HashMap<>(host.facts());
        facts.put("level", level.word());
        facts.put("supervisor.pid", Long.toString(supervisor));
        facts.put("supervisor.uid", Condition.user(supervisor));
        facts.put("supervisor.file", base.resolve("run/supervisor.yaml").toString());
        facts.put("control.key", base.resolve("run/control.key").toString());
        facts.put("reports", base.resolve("run/reports").toString());
        facts.put("run", base.resolve("run").toString());
        facts.put("sibling.pid", Long.toString(sibling));
        facts.put("sibling.uid", Condition.user(sibling));
        facts.put("supervisor.process-group", Condition.processGroup(supervisor));
        facts.put("sibling.process-group", Condition.processGroup(sibling));
        facts.put(
                "missing",
                Arsenal.HOST_FILES.stream()
                        .filter(file -> !Files.exists(Path.of(file)))
                        .collect(Collectors.joining(",")));
        facts.put("sibling.abstract", socket);
        facts.put("sibling.file", base.resolve("own/" + BYSTANDER + "/file").toString());
        facts.put("sibling.log", log(BYSTANDER).toString());
        facts.put("sibling.report", base.resolve("run/reports/earlier-1.json").toString());
        Path group = Condition.group(sibling);
        facts.put("sibling.group", group.toString());
        facts.put("group.mount", Condition.groups().toString());
        facts.put(
                "group.controllers",
                Files.readString(group.resolve("cgroup.controllers")).strip());
        facts.put("thirty-two-bit-door", Boolean.toString(ThirtyTwoBitDoor.isOpen()));
        facts.put("jar", Fenced.jar().toString());
        facts.put("jdk", Path.of(System.getProperty("java.home"), "lib/modules").toString());
        return facts;
    }

    private Path own(String agent) throws IOException {
        return HostServices.openDirectory(base.resolve("own").resolve(agent));
    }

    private Path log(String agent) {
        return base.resolve("run/agents").resolve(agent).resolve("stdout.log");
    }

    private void requireUnharmed(AgentHandle bystander, Condition before) throws IOException {
        if (level == IsolationLevel.RESOURCE_LIMITS) {
            return;
        }
        Long pid = bystander.status().pid();
        boolean untouched = bystander.state() == AgentState.RUNNING
                && bystander.status().incarnation() == 1
                && pid != null
                && Condition.of(pid).equals(before);
        if (!untouched || !host.intact()) {
            throw new IllegalStateException("the attacks did harm: bystander " + bystander.status() + ", before "
                    + before + ", files intact " + host.intact());
        }
    }

    private static void awaitReady(AgentHandle bystander) throws InterruptedException, TimeoutException {
        AgentState state = bystander.awaitStarted(PATIENCE);
        while (state == AgentState.RUNNING && !bystander.status().ready()) {
            Thread.sleep(20);
            state = bystander.state();
        }
        if (state != AgentState.RUNNING) {
            throw new IllegalStateException("the bystander does not run: " + bystander.status());
        }
    }

    private static long required(@Nullable Long pid) {
        if (pid == null) {
            throw new IllegalStateException("the bystander has no pid");
        }
        return pid;
    }
}
