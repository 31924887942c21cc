package io.agentropic.group;

import io.agentropic.dependency.Standing;

/** What a group reaches beside its members. Called on the group's thread; must only take note. */
public interface Surroundings {

    /** Tells listeners of something about the group, as an event of the member that led to it. */
    void tell(Standing member, String what);

    /** Stops every agent of the supervisor. */
    void stopSupervisor(String why);
}
