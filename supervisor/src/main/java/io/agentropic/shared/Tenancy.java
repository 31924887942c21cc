package io.agentropic.shared;

import io.agentropic.ipc.batch.SharedOrder;
import io.agentropic.spec.AgentSpec;
import io.agentropic.spec.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The number by which the shared JVM knows an agent, and which life of the JVM was told of it. Guarded by the agent's life.
 */
final class Tenancy {

    /** Not to be sent to the JVM yet. */
    private static final long UNPREPARED = -1;

    /** To be sent to the JVM as soon as there is one. */
    private static final long UNSENT = 0;

    private static final int NO_SLOT = -1;

    private final SharedLevel level;
    private int slot = NO_SLOT;
    private long sentTo;

    Tenancy(SharedLevel level) {
        this.level = level;
    }

    /** Takes a number; one that is not prepared is not sent before {@link #prepared}. */
    void take(SharedLife life, boolean prepared) {
        sentTo = prepared ? UNSENT : UNPREPARED;
        slot = level.slots().take(life);
    }

    void prepared() {
        sentTo = UNSENT;
    }

    /** Gives the number back. */
    void release() {
        level.slots().release(slot);
        slot = NO_SLOT;
        sentTo = UNSENT;
    }

    int slot() {
        return slot;
    }

    boolean holds() {
        return slot != NO_SLOT;
    }

    boolean isPrepared() {
        return holds() && sentTo != UNPREPARED;
    }

    /** Whether a JVM was told of the agent. */
    boolean isSent() {
        return holds() && sentTo > UNSENT;
    }

    boolean isSentTo(long jvm) {
        return holds() && sentTo == jvm;
    }

    /** Has the JVM run it, if there is one. */
    void send(AgentSpec spec, long incarnation, SharedOrder.Define program) {
        HostLink link = level.link();
        if (link == null) {
            return;
        }
        link.define(program);
        link.put(new SharedOrder.Spawn(
                slot, incarnation, program.program(), spec.name(), spec.args(), spec.input(), spec.attributes()));
        if (spec.priority() != Priority.NORMAL) {
            link.put(SharedTurns.rank(slot, spec.priority()));
        }
        sentTo = link.life();
    }

    /** Steers the agent, if the JVM that knows it is still there. */
    void tell(SharedOrder order) {
        HostLink link = reachable();
        if (link != null) {
            link.put(order);
        }
    }

    /** The way to the JVM that knows it; {@code null} when that is not there. */
    @Nullable
    HostLink reachable() {
        HostLink link = level.link();
        return holds() && link != null && link.life() == sentTo ? link : null;
    }
}
