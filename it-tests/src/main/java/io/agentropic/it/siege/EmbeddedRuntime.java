package io.agentropic.it.siege;

import io.agentropic.control.Supervised;
import io.agentropic.events.EventJournal;
import io.agentropic.runtime.AgentHandle;
import io.agentropic.runtime.AgentRuntime;
import io.agentropic.runtime.GroupHandle;
import io.agentropic.runtime.SchedulerHandle;
import io.agentropic.runtime.ShutdownReport;
import java.util.List;
import java.util.Optional;

/** A runtime in this JVM as the control socket sees it. */
record EmbeddedRuntime(AgentRuntime runtime) implements Supervised {

    @Override
    public List<AgentHandle> agents() {
        return runtime.agents();
    }

    @Override
    public Optional<GroupHandle> group(String name) {
        return runtime.group(name);
    }

    @Override
    public SchedulerHandle scheduler() {
        return runtime.scheduler();
    }

    @Override
    public EventJournal events() {
        return runtime.events();
    }

    @Override
    public void remove(String name) throws InterruptedException {
        runtime.remove(name);
    }

    @Override
    public ShutdownReport shutdown() {
        return runtime.shutdown();
    }
}
