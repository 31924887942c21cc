package io.agentropic.probe;

import io.agentropic.health.Beat;
import io.agentropic.health.Finding;
import io.agentropic.ipc.WorkerMessage.Heartbeat;
import io.agentropic.spec.Probe;
import io.agentropic.spec.ProbeRole;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The heartbeats of one incarnation: its agent's thread writes, probers read. */
public final class Pulse {

    private volatile Beat beat = Beat.awaited(System.nanoTime());

    /** A heartbeat came. */
    public void beat(Heartbeat heartbeat) {
        beat = beat.next(System.nanoTime(), heartbeat.progress(), heartbeat.healthy(), heartbeat.detail());
    }

    /** The agent said that it is ready. */
    public void ready() {
        beat = beat.saidReady();
    }

    /** Heartbeats are waited for from now on. */
    public void rearm() {
        beat = beat.rearmed(System.nanoTime());
    }

    /** For so long it could not be heard. */
    public void stoodStill(Duration time) {
        beat = beat.later(time, System.nanoTime());
    }

    Check check(ProbeRole role, Probe probe, @Nullable Duration progressTimeout) {
        Duration within = probe.period().plus(probe.timeout());
        return () -> look(within, progressTimeout, role != ProbeRole.LIVENESS);
    }

    private Finding look(Duration within, @Nullable Duration progressTimeout, boolean wantsReady) {
        Beat now = beat;
        return now.look(System.nanoTime(), within, progressTimeout, wantsReady);
    }
}
