package io.agentropic.health;

import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.ProbeRole;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Judges the health of one incarnation. A probe that is not configured always succeeds; until startup has succeeded the
 * others are not heard; after a verdict on startup or liveness nothing is heard any more.
 *
 * <p>Owned by one thread.
 */
public final class HealthJudge {

    private final Map<ProbeRole, Standing> standings = new EnumMap<>(ProbeRole.class);
    private boolean held;

    /** What a finding changed. */
    public enum Change {
        /** Nothing. */
        NONE,
        /** It has come up. */
        STARTED,
        /** It has not come up, and is not waited for any longer. */
        NOT_STARTED,
        /** It does not work any more. */
        NOT_LIVE,
        /** It can take work. */
        READY,
        /** It cannot take work. */
        NOT_READY
    }

    /** Begins with the state before the first look. */
    public HealthJudge(HealthConfig health) {
        health.probes().forEach((role, probe) -> standings.put(role, Standing.initial(role, probe)));
    }

    /** Hears one finding. */
    public Change hear(ProbeRole role, Finding finding) {
        Standing before = standings.get(role);
        if (before == null || held || (role != ProbeRole.STARTUP && !started())) {
            return Change.NONE;
        }
        Standing after = before.after(finding);
        standings.put(role, after);
        if (after.state() == before.state()) {
            return Change.NONE;
        }
        boolean well = after.state() == Outcome.SUCCESS;
        held = !well && role != ProbeRole.READINESS;
        return switch (role) {
            case STARTUP -> well ? Change.STARTED : Change.NOT_STARTED;
            case LIVENESS -> well ? Change.NONE : Change.NOT_LIVE;
            case READINESS -> well ? Change.READY : Change.NOT_READY;
        };
    }

    /** The looks were interrupted for a while: runs begin anew, and it is not ready before it has proved it again. */
    public void interrupted() {
        standings.replaceAll(
                (role, standing) -> standing.fresh(role == ProbeRole.READINESS ? Outcome.FAILURE : standing.state()));
    }

    /** Whether it has come up. */
    public boolean started() {
        return is(ProbeRole.STARTUP, Outcome.SUCCESS);
    }

    /** Whether it works. */
    public boolean live() {
        return is(ProbeRole.LIVENESS, Outcome.SUCCESS) && !hasFailedToStart();
    }

    private boolean hasFailedToStart() {
        return standing(ProbeRole.STARTUP)
                .filter(startup -> startup.state() == Outcome.FAILURE)
                .isPresent();
    }

    /** Whether it can take work. */
    public boolean ready() {
        return started() && is(ProbeRole.READINESS, Outcome.SUCCESS);
    }

    private boolean is(ProbeRole role, Outcome state) {
        return standing(role).map(standing -> standing.state() == state).orElse(true);
    }

    /** What is known through the probe of this role; empty when there is none. */
    public Optional<Standing> standing(ProbeRole role) {
        return Optional.ofNullable(standings.get(role));
    }
}
