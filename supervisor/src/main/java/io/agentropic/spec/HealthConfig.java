package io.agentropic.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How it is found out whether an agent has come up, still works, and can take work. A probe that is absent always
 * succeeds.
 *
 * @param probes at most one for each role; default none
 */
public record HealthConfig(Map<ProbeRole, Probe> probes) {

    /** No probes: an agent is taken for alive as long as its process lives. */
    public static final HealthConfig NONE = new HealthConfig(Map.of());

    /** Copies the map. */
    public HealthConfig {
        probes = Map.copyOf(probes);
    }

    /** A builder without probes. */
    public static Builder builder() {
        return new Builder();
    }

    /** The probe of this role. */
    public Optional<Probe> probe(ProbeRole role) {
        return Optional.ofNullable(probes.get(role));
    }

    /** Everything that is wrong for this program, as sentences that begin with a dotted key; empty when nothing is. */
    public List<String> violations(ProgramSource program) {
        List<String> violations = new ArrayList<>();
        for (ProbeRole role : ProbeRole.values()) {
            probe(role).ifPresent(probe -> {
                String prefix = "health." + role.word();
                probe.violations(role).forEach(sentence -> violations.add(prefix + "." + sentence));
                if (!(program instanceof ProgramSource.AgentClass)) {
                    forPlainProgram(role, probe).ifPresent(sentence -> violations.add(prefix + "." + sentence));
                }
            });
        }
        return violations;
    }

    /** A plain program has no context to say anything to. */
    private static Optional<String> forPlainProgram(ProbeRole role, Probe probe) {
        if (!(probe.target() instanceof ProbeTarget.Heartbeat(Duration progress))) {
            return Optional.empty();
        }
        if (role != ProbeRole.LIVENESS) {
            return Optional.of("type heartbeat wants context.ready(), which a plain program cannot say; use"
                    + " another type, or an agentClass");
        }
        return progress == null
                ? Optional.empty()
                : Optional.of("progressTimeout wants context.progress(), which a plain program cannot say");
    }

    /** What is wrong with the probes of an agent at {@code level}, one sentence each. */
    public List<String> violations(IsolationLevel level) {
        return probes.entrySet().stream()
                .filter(_ -> level.confines())
                .filter(probe -> probe.getValue().target() instanceof ProbeTarget.Exec)
                .map(probe -> "health." + probe.getKey().word() + ".type exec runs its command outside the fence of"
                        + " isolation '" + level.word()
                        + "', in a directory that the agent may fill; use another"
                        + " type")
                .sorted()
                .toList();
    }

    /** Time between heartbeats: {@code asked}, or less for a probe that looks at them more often. */
    public Duration heartbeat(Duration asked) {
        return probes.values().stream()
                .filter(probe -> probe.target() instanceof ProbeTarget.Heartbeat)
                .map(Probe::period)
                .filter(period -> period.compareTo(asked) < 0)
                .min(Duration::compareTo)
                .orElse(asked);
    }

    /** Collects the probes of one agent; not thread-safe. */
    public static final class Builder {
        private final Map<ProbeRole, Probe> probes = new EnumMap<>(ProbeRole.class);

        private Builder() {}

        /** Whether the agent has come up; default none: it has when its code was entered. */
        public Builder startup(Probe.Builder probe) {
            return probe(ProbeRole.STARTUP, probe);
        }

        /** Whether it still works; default none: it does while its process lives. */
        public Builder liveness(Probe.Builder probe) {
            return probe(ProbeRole.LIVENESS, probe);
        }

        /** Whether it can take work; default none: it can from when its code was entered until it is stopped. */
        public Builder readiness(Probe.Builder probe) {
            return probe(ProbeRole.READINESS, probe);
        }

        /** The probe of this role. */
        public Builder probe(ProbeRole role, Probe.Builder probe) {
            probes.put(role, probe.build(role));
            return this;
        }

        /** The probes collected so far; {@code spawn} validates them. */
        public HealthConfig build() {
            return new HealthConfig(probes);
        }
    }
}
