package io.agentropic.runtime;

import io.agentropic.group.Group;
import io.agentropic.spec.GroupSpec;

/**
 * A group in the hands of the program that added it. All methods may be called from any thread; the blocking ones are safe
 * on virtual threads and interruptible.
 */
public final class GroupHandle {

    private final Group group;

    GroupHandle(Group group) {
        this.group = group;
    }

    /** The group's name, unique within its runtime. */
    public String name() {
        return group.spec().name();
    }

    /** What it was specified as. */
    public GroupSpec spec() {
        return group.spec();
    }

    /**
     * Makes every member stand still and waits until none of them runs. It holds until {@link #resume}: a member that
     * begins to run meanwhile, because it was starting or is restarted, is paused as soon as its code was entered.
     * Idempotent.
     *
     * @throws io.agentropic.status.AgentStateException when a member could not be paused; the others are
     */
    public void pause() throws InterruptedException {
        Waits.await(group.pause());
    }

    /** Lets the members run on; one that was paused by itself, before or since, stays so. Idempotent. */
    public void resume() throws InterruptedException {
        Waits.await(group.resume());
    }
}
