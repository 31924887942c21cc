package io.agentropic.lifecycle;

import io.agentropic.fence.Fence;
import io.agentropic.schedule.Preemption;
import io.agentropic.schedule.RunningAgent;
import io.agentropic.schedule.Schedulable;
import io.agentropic.schedule.Share;
import io.agentropic.spec.AgentSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One life of an agent, as the scheduler sees it. What that gives it goes through the inbox. Any thread may use it. */
final class ScheduledLife implements Schedulable {

    private final long incarnation;
    private final @Nullable Fence fence;
    private final AgentView view;
    private final Inbox inbox;

    ScheduledLife(Incarnation life, AgentView view, Inbox inbox) {
        this.incarnation = life.number();
        this.fence = life.fence();
        this.view = view;
        this.inbox = inbox;
    }

    /** What it weighs as long as no policy says otherwise. */
    static int ownWeight(AgentSpec spec) {
        Integer given = spec.isolation().limits().cpuWeight();
        return given == null ? spec.priority().cpuWeight() : given;
    }

    /** Whether there is anything around it to count and to hold it by. */
    boolean measurable() {
        return fence != null;
    }

    @Override
    public RunningAgent seen(Duration cpuTime, boolean frozen) {
        AgentSpec spec = view.spec();
        return new RunningAgent(
                spec.name(),
                spec.group(),
                spec.priority(),
                ownWeight(spec),
                spec.isolation().limits().cpuWeight() != null,
                spec.isolation().limits().cpu(),
                cpuTime,
                frozen,
                view.seen().paused());
    }

    @Override
    public Duration cpuTime() {
        return fence == null ? Duration.ZERO : fence.cpuTime();
    }

    @Override
    public void give(Share share, Preemption how) {
        var _ = inbox.put(new Signal.Given(incarnation, share, how));
    }
}
