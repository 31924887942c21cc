package io.agentropic.lifecycle;

import io.agentropic.status.AgentState;

/**
 * Where an agent is in its life. A phase answers what happens with the phase that follows, itself where nothing changes.
 * All methods are called on the agent's thread.
 */
sealed interface Phase
        permits Resting,
                Depending,
                AwaitingPermit,
                Waiting,
                Preparing,
                Starting,
                Replacing,
                Running,
                Diagnosing,
                Stopping,
                Killing,
                Stuck,
                Finishing,
                Lingering,
                BackingOff,
                HeldByGroup,
                Broken,
                Retired {

    /** The state that users see. */
    AgentState state();

    /** Why the agent is here, one sentence; empty when there is nothing to say. */
    String reason();

    /** Begins; answers itself, or the phase that follows at once. */
    Phase enter() throws InterruptedException;

    /** Until when it waits for a signal; for ever where it does not say. */
    default Deadline deadline() {
        return Deadline.NONE;
    }

    /** Its deadline has passed without a signal. */
    default Phase onDeadline() throws InterruptedException {
        return this;
    }

    /** Something arrived. */
    Phase on(Signal signal) throws InterruptedException;
}
