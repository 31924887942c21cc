package io.agentropic.lifecycle;

import io.agentropic.schedule.Admission;
import org.jspecify.annotations.Nullable;

/** The place to run that one agent has, if any. Owned by the agent's thread. */
final class Seat {

    private Admission.@Nullable Place place;

    void take(Admission.Place given) {
        place = given;
    }

    void giveBack() {
        if (place != null) {
            place.giveBack();
            place = null;
        }
    }
}
