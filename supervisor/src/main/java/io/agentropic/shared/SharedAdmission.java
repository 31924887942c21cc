package io.agentropic.shared;

import io.agentropic.limits.ResourceLimits;
import io.agentropic.schedule.Admission;
import io.agentropic.spec.Priority;
import io.agentropic.status.AgentState;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits for a place to run, where places are few. The caller holds the life. */
final class SharedAdmission {

    private SharedAdmission() {}

    /** Asks for a place; one that has run before is never rejected. */
    static void request(SharedLife life, Admission admission, String why) {
        life.move(AgentState.WAITING, why);
        int asked = life.stamp();
        Consumer<Admission.Place> admitted = place -> life.level().post(() -> admitted(life, place, asked));
        Priority priority = life.spec().priority();
        ResourceLimits limits = life.spec().isolation().limits();
        Optional<Admission.Request> request = life.incarnation().number() > 0
                ? Optional.of(admission.request(priority, limits, admitted))
                : admission.requestUnlessFull(priority, limits, admitted);
        if (request.isEmpty()) {
            life.rest(AgentState.FAILED, "rejected: as many agents wait already as runtime.maxQueued allows");
        } else {
            life.aside().request = request.get();
        }
    }

    private static void admitted(SharedLife life, Admission.Place place, int asked) {
        synchronized (life) {
            if (life.state() != AgentState.WAITING || !life.isAt(asked)) {
                place.giveBack();
                return;
            }
            Aside aside = life.aside();
            aside.request = null;
            aside.place = place;
            life.launch(life.reason());
        }
    }
}
