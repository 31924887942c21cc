package io.agentropic.lifecycle;

import io.agentropic.limits.ResourceLimits;
import io.agentropic.schedule.Admission;
import org.jspecify.annotations.Nullable;

/** The place to run that one agent has, if any. Owned by the agent's thread. */
final class Seat {

    private Admission.@Nullable Place place;

    void take(Admission.Place given) {
        place = given;
    }

    /** Reserves what these limits ask for; what is not left for them, or nothing. */
    String reserve(ResourceLimits limits) {
        return place == null ? "" : place.reserve(limits);
    }

    void giveBack() {
        if (place != null) {
            place.giveBack();
            place = null;
        }
    }
}
