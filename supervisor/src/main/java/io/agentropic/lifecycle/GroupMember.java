package io.agentropic.lifecycle;

import io.agentropic.group.Member;
import io.agentropic.spec.AgentSpec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An agent as its group sees it: orders go into its inbox. */
record GroupMember(AgentSpec spec, Inbox inbox) implements Member {

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public boolean significant() {
        return spec.significant();
    }

    @Override
    public void hold(String why) {
        inbox.put(new Signal.Hold(why));
    }

    @Override
    public void release(Duration delay) {
        inbox.put(new Signal.Release(delay));
    }

    @Override
    public void giveUp(String why) {
        inbox.put(new Signal.GiveUp(why));
    }

    @Override
    public void disband(String why) {
        inbox.put(new Signal.Disband(why));
    }

    @Override
    public CompletableFuture<Void> pause(String group) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        return told(new Signal.GroupPause(group, done), done);
    }

    @Override
    public CompletableFuture<Void> resume(String group) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        return told(new Signal.GroupResume(group, done), done);
    }

    /** One whose life is over has nothing to pause. */
    private CompletableFuture<Void> told(Signal signal, CompletableFuture<Void> done) {
        if (!inbox.put(signal)) {
            done.complete(null);
        }
        return done;
    }
}
