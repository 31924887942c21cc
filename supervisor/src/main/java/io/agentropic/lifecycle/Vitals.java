package io.agentropic.lifecycle;

import io.agentropic.cgroup.Strain;
import io.agentropic.fence.Fence;
import io.agentropic.health.Finding;
import io.agentropic.health.HealthJudge;
import io.agentropic.health.HealthJudge.Change;
import io.agentropic.health.Outcome;
import io.agentropic.health.Standing;
import io.agentropic.ipc.WorkerMessage.Heartbeat;
import io.agentropic.probe.Checks;
import io.agentropic.probe.Prober;
import io.agentropic.probe.Pulse;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.HealthConfig;
import io.agentropic.spec.Probe;
import io.agentropic.spec.ProbeRole;
import io.agentropic.spec.ProbeTarget;
import io.agentropic.status.ProbeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The health of the present incarnation: its probes, and what they found. Probers look on threads of their own and put
 * what they find into the inbox, marked with the epoch in which they looked; a pause begins a new epoch, so that nothing
 * found before it counts after it. Owned by the agent's thread.
 */
final class Vitals {

    private final AgentLife agent;
    private final HealthConfig health;
    private final List<Prober> probers = new ArrayList<>();
    /** Probes whose last look did not count: that is told once, not with each look. */
    private final Set<ProbeRole> discounted = EnumSet.noneOf(ProbeRole.class);

    private HealthJudge judge;
    private Pulse pulse = new Pulse();
    private long epoch;
    private boolean entered;
    private boolean watching;

    Vitals(AgentLife agent) {
        this.agent = agent;
        this.health = agent.spec().health();
        this.judge = new HealthJudge(health);
    }

    /** A new incarnation begins; nobody looks at it yet. */
    void begin() {
        off();
        judge = new HealthJudge(health);
        pulse = new Pulse();
        entered = false;
        discounted.clear();
    }

    /** Its code was entered: from here it is looked at. */
    void entered() {
        entered = true;
        watch(false);
    }

    /** Whether it has come up. */
    boolean started() {
        return entered && judge.started();
    }

    /** Whether its code was entered, and its startup probe is still waited for. */
    boolean comingUp() {
        return entered && !judge.started();
    }

    boolean ready() {
        return entered && watching && judge.ready();
    }

    boolean live() {
        return judge.live();
    }

    void heard(Heartbeat heartbeat) {
        if (watching) {
            pulse.beat(heartbeat);
        }
    }

    /** It said that it is ready: that is what looks at its heartbeats would find out a little later. */
    void saidReady() {
        pulse.ready();
        for (ProbeRole role : List.of(ProbeRole.STARTUP, ProbeRole.READINESS)) {
            if (health.probe(role)
                    .filter(probe -> probe.target() instanceof ProbeTarget.Heartbeat)
                    .isPresent()) {
                note(judge.hear(role, Finding.well("it said that it is ready")));
            }
        }
    }

    /** Hears what a prober found; what was found in an earlier epoch changes nothing. */
    Change hear(Signal.Probed probed) {
        if (!watching || probed.epoch() != epoch) {
            agent.view().countStale();
            return Change.NONE;
        }
        Finding finding = probed.finding();
        if (finding.outcome() != Outcome.UNKNOWN) {
            discounted.remove(probed.role());
        } else if (discounted.add(probed.role())) {
            agent.tell(probed.role().word() + " does not count this: " + finding.detail());
        }
        return note(judge.hear(probed.role(), finding));
    }

    private Change note(Change change) {
        switch (change) {
            case STARTED -> watch(false);
            case READY -> agent.tell("ready");
            case NOT_READY -> agent.tell("not ready: " + complaint(ProbeRole.READINESS));
            case NONE, NOT_STARTED, NOT_LIVE -> {}
        }
        return change;
    }

    /** What the probe of this role found last. */
    String complaint(ProbeRole role) {
        return judge.standing(role).map(standing -> standing.last().detail()).orElse("");
    }

    /** It is about to stand still: nothing that is found or missed from now on counts. */
    void suspend() {
        off();
        judge.interrupted();
    }

    /** It goes on after a pause: every probe begins anew with a full period. */
    void resume() {
        watch(true);
    }

    /** It stood still for others for so long, while it was looked at: that is taken off the time since it was heard. */
    void stoodStill(Duration time) {
        pulse.stoodStill(time);
    }

    /** Nobody looks at it any more. */
    void off() {
        watching = false;
        epoch++;
        probers.forEach(Prober::close);
        probers.clear();
    }

    private void watch(boolean afterPause) {
        off();
        if (!entered) {
            return;
        }
        watching = true;
        pulse.rearm();
        List<ProbeRole> roles =
                judge.started() ? List.of(ProbeRole.LIVENESS, ProbeRole.READINESS) : List.of(ProbeRole.STARTUP);
        for (ProbeRole role : roles) {
            health.probe(role).ifPresent(probe -> probers.add(prober(role, probe, afterPause)));
        }
    }

    private Prober prober(ProbeRole role, Probe probe, boolean afterPause) {
        Incarnation life = agent.present();
        long number = life.number();
        long lookedIn = epoch;
        Fence fence = life.fence();
        Supplier<Strain> strain = fence == null ? () -> Strain.NONE : life.strainOf(fence);
        Duration delay = afterPause ? probe.period() : probe.initialDelay();
        return Prober.start(
                agent.name(),
                role,
                probe,
                checks(number),
                strain,
                finding -> agent.inbox().put(new Signal.Probed(number, lookedIn, role, finding)),
                delay);
    }

    private Checks checks(long incarnation) {
        AgentSpec spec = agent.spec();
        Services services = agent.services();
        return new Checks(
                pulse,
                new Checks.Times(services.clock(), agent.present().startedAt(), agent.now()),
                services.launcher().environmentOf(spec),
                spec.workingDirectory(),
                services.directory().agentDirectory(spec.name()),
                services.fences().marker(services.fenceRequest(spec, incarnation)));
    }

    /** What users see of the probes, in the order of the roles. */
    List<ProbeStatus> statuses() {
        return Arrays.stream(ProbeRole.values())
                .flatMap(role -> status(role).stream())
                .toList();
    }

    private Optional<ProbeStatus> status(ProbeRole role) {
        return judge.standing(role).map(standing -> status(role, standing));
    }

    private static ProbeStatus status(ProbeRole role, Standing standing) {
        return new ProbeStatus(
                role,
                standing.probe().target().word(),
                standing.state(),
                standing.last().outcome(),
                standing.last().detail());
    }
}
