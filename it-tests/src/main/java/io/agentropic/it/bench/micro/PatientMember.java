package io.agentropic.it.bench.micro;

import io.agentropic.group.Member;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** A member of a group that is nothing but released, and can be waited for. */
final class PatientMember implements Member {

    private final String name;
    private final Semaphore releases = new Semaphore(0);

    PatientMember(String name) {
        this.name = name;
    }

    /** Waits until it was released so many times more. */
    void awaitReleases(int count) {
        releases.acquireUninterruptibly(count);
    }

    @Override
    public void release(Duration delay) {
        releases.release();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean significant() {
        return false;
    }

    @Override
    public void hold(String why) {
        throw unasked("hold", why);
    }

    @Override
    public void giveUp(String why) {
        throw unasked("give up", why);
    }

    @Override
    public void disband(String why) {
        throw unasked("disband", why);
    }

    @Override
    public CompletableFuture<Void> pause(String group) {
        throw unasked("pause", group);
    }

    @Override
    public CompletableFuture<Void> resume(String group) {
        throw unasked("resume", group);
    }

    private IllegalStateException unasked(String order, String why) {
        return new IllegalStateException("'" + name + "' is only ever released, not told to " + order + ": " + why);
    }
}
