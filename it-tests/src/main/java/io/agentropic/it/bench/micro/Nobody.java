package io.agentropic.it.bench.micro;

import io.agentropic.dependency.Standing;
import io.agentropic.group.Surroundings;

/** Surroundings in which nobody listens and nothing else runs. */
final class Nobody implements Surroundings {

    @Override
    public void tell(Standing member, String what) {}

    @Override
    public void stopSupervisor(String why) {
        throw new IllegalStateException("nothing here stops a supervisor: " + why);
    }
}
