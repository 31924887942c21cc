package io.agentropic.it.siege;

import io.agentropic.exit.ExitReport;
import io.agentropic.it.attack.Attack;
import io.agentropic.it.attack.Attacker;
import io.agentropic.it.attack.Outcome;
import io.agentropic.it.attack.Scene;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.spec.IsolationLevel;
import io.agentropic.status.AgentResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Attackers, one after the other: where an attack ends the process that tried it, the next one tries what is left. */
final class Attackers {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int BAD_SYSTEM_CALL = 31;
    private static final int SHELL_BASE = 128;

    private final AgentRuntime runtime;
    private final IsolationLevel level;
    private final Path base;
    private final Scene scene;
    private final HostServices host;

    Attackers(AgentRuntime runtime, IsolationLevel level, Path base, Scene scene, HostServices host) {
        this.runtime = runtime;
        this.level = level;
        this.base = base;
        this.scene = scene;
        this.host = host;
    }

    List<Trial> tryAll(List<Attack> attacks) throws IOException, InterruptedException, TimeoutException {
        List<Trial> trials = new ArrayList<>();
        for (int attacker = 1; trials.size() < attacks.size(); attacker++) {
            List<Attack> left = attacks.subList(trials.size(), attacks.size());
            List<Trial> more = send("attacker-" + attacker, left);
            if (more.isEmpty()) {
                throw new IllegalStateException("no attack was tried by attacker-" + attacker + ": "
                        + runtime.agent("attacker-" + attacker).orElseThrow().status());
            }
            trials.addAll(more);
        }
        return trials;
    }

    private List<Trial> send(String name, List<Attack> attacks)
            throws IOException, InterruptedException, TimeoutException {
        Path own = HostServices.openDirectory(base.resolve("own").resolve(name));
        Map<String, String> facts = new HashMap<>(scene.facts());
        facts.put("own", own.toString());
        facts.put("name", name);
        AgentHandle attacker = runtime.spawn(Fenced.agent(name, level, own, Attacker.class)
                .args(attacks.stream().map(Attack::name).toList())
                .input(new Scene(facts).lines())
                .build());
        AgentResult result = attacker.join(PATIENCE);
        Map<String, Outcome> outcomes = outcomes(
                Files.readAllLines(base.resolve("run/agents").resolve(name).resolve("stdout.log")), result);
        List<Trial> trials = new ArrayList<>();
        for (Attack attack : attacks) {
            Outcome outcome = outcomes.get(attack.name());
            if (outcome == null) {
                return trials;
            }
            trials.add(new Trial(attack, level, outcome));
        }
        return trials;
    }

    private Map<String, Outcome> outcomes(List<String> lines, AgentResult result) throws IOException {
        Map<String, Outcome> outcomes = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split("\t", 3);
            if (words[0].equals("try")) {
                outcomes.put(words[1], ended(result));
            } else if (words[0].equals("end")) {
                outcomes.put(words[1], seen(Outcome.parse(words[2])));
            }
        }
        return outcomes;
    }

    /**
     * Of an attack that was begun and never ended. An OCI runtime's filter ends only the thread that calls by another table
     * (seccomp_attr_set(3), SCMP_FLTATR_ACT_BADARCH); a JVM whose main thread is gone like that exits with 0.
     */
    private Outcome ended(AgentResult result) {
        ExitReport report = result.lastExit();
        Integer code = report == null ? null : report.code();
        boolean process = code != null && code == SHELL_BASE + BAD_SYSTEM_CALL;
        boolean thread = code != null && code == 0 && level == IsolationLevel.CONTAINER;
        return process || thread
                ? new Outcome.Refused("SIGSYS", "seccomp")
                : new Outcome.Broken("it ended the attacker: " + result.reason());
    }

    /** What the attacker could not see is seen here. */
    private Outcome seen(Outcome outcome) throws IOException {
        if (!(outcome instanceof Outcome.Unseen unseen)) {
            return outcome;
        }
        boolean arrived = unseen.signal().equals("UDP") ? host.heard() : signalled(unseen.signal());
        String by = unseen.signal().equals("UDP") ? "network name space" : "Landlock";
        return arrived ? new Outcome.Succeeded(unseen.signal() + " arrived") : new Outcome.Refused("silence", by);
    }

    private boolean signalled(String signal) throws IOException {
        return Files.readAllLines(base.resolve("run/agents/bystander/stdout.log"))
                .contains("signal " + signal);
    }
}
