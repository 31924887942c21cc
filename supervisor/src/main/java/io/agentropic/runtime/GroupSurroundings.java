package io.agentropic.runtime;

import io.agentropic.dependency.Standing;
import io.agentropic.group.Surroundings;
import io.agentropic.lifecycle.Services;
import io.agentropic.status.AgentEvent;

/** What groups reach beside their members. */
record GroupSurroundings(Services services, Runnable shutdown) implements Surroundings {

    @Override
    public void tell(Standing member, String what) {
        services.events()
                .publish(new AgentEvent(
                        services.clock().instant(),
                        member.agent(),
                        member.incarnation(),
                        member.state(),
                        member.state(),
                        what));
    }

    @Override
    public void stopSupervisor(String why) {
        Thread.ofVirtual().name("escalation").start(shutdown);
    }
}
