package io.agentropic.lifecycle;

import java.time.Duration;

/** How long a start may take; the agent may ask for more, up to a bound. Owned by the agent's thread. */
final class StartTime {

    private final Deadline latest;
    private Deadline end;
    private boolean extended;

    private StartTime(Deadline end, Deadline latest) {
        this.end = end;
        this.latest = latest;
    }

    /** No start goes on. */
    static StartTime none() {
        return new StartTime(Deadline.NONE, Deadline.NONE);
    }

    /** {@code time} from now, or what the agent asks for, but no more than {@code atMost} from now. */
    static StartTime of(Duration time, Duration atMost) {
        return new StartTime(Deadline.in(time), Deadline.in(atMost));
    }

    /** When the start has taken too long; not set when that can no longer be. */
    Deadline deadline() {
        return end;
    }

    /**
     * Lets the start take at least {@code more} from now, as far as the bound allows; never shortens it.
     *
     * @return whether it is the first time that there is more time
     */
    boolean extend(Duration more) {
        Deadline asked = Deadline.in(more).or(latest);
        if (!end.isSet() || asked.nanos() - end.nanos() <= 0) {
            return false;
        }
        end = asked;
        boolean first = !extended;
        extended = true;
        return first;
    }

    /** The code was entered: it cannot take too long any more. */
    void over() {
        end = Deadline.NONE;
    }

    /** Whether the agent was given more time than it has without asking. */
    boolean extended() {
        return extended;
    }
}
