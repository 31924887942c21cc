package io.agentropic.lifecycle;

import io.agentropic.breaker.Permit;
import io.agentropic.dependency.Standing;
import io.agentropic.dependency.Watcher;
import io.agentropic.gateway.WorkerChannel;
import io.agentropic.health.Finding;
import io.agentropic.ipc.WorkerMessage;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.schedule.Admission;
import io.agentropic.schedule.Preemption;
import io.agentropic.schedule.Share;
import io.agentropic.spec.Priority;
import io.agentropic.spec.ProbeRole;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What can arrive in an agent's inbox. */
sealed interface Signal {

    /** A request of the user's; {@code done} completes when it is fulfilled, or fails with the reason why not. */
    sealed interface Command extends Signal {
        CompletableFuture<Void> done();
    }

    /** Run; fulfilled when the agent's code was entered. */
    record Start(CompletableFuture<Void> done) implements Command {}

    /** As {@link Start}, and failures so far count on: a delay between two lives is merely cut short. */
    record Hurry(CompletableFuture<Void> done) implements Command {}

    /** Forget failures and what is spent of the budget; one that has failed for good is stopped from then on. */
    record Reset(CompletableFuture<Void> done) implements Command {}

    /** Rest, after at most {@code grace}; fulfilled when nothing of the incarnation is left. */
    record Stop(Duration grace, CompletableFuture<Void> done) implements Command {}

    /** Rest, then run; fulfilled when the agent's code was entered again. */
    record Restart(CompletableFuture<Void> done) implements Command {}

    /** Stand still; fulfilled when the kernel confirms it. */
    record Pause(CompletableFuture<Void> done) implements Command {}

    /** Go on; fulfilled when the kernel confirms it. */
    record Resume(CompletableFuture<Void> done) implements Command {}

    /** Stand still with its group, now or as soon as it runs, until {@link GroupResume}; fulfilled when no code of it runs. */
    record GroupPause(String group, CompletableFuture<Void> done) implements Command {}

    /** The group goes on: so does the agent, unless it is paused itself. */
    record GroupResume(String group, CompletableFuture<Void> done) implements Command {}

    /** Live on with these limits, and this priority, in place of those there are; fulfilled when each was read back. */
    record Update(ResourceLimits changes, Optional<Priority> priority, CompletableFuture<Void> done)
            implements Command {}

    /** Rest for good: the agent's thread ends. Fulfilled when nothing of it is left. */
    record Retire(CompletableFuture<Void> done) implements Command {}

    /** Be known no more, which only an agent at rest can: its thread ends. */
    record Remove(CompletableFuture<Void> done) implements Command {}

    /** The supervisor shuts down: what waits to be started rests at once, what runs is not started again. */
    record WindDown() implements Signal {}

    /** {@code watcher} wants to know how the agent stands, now and at each change. */
    record Watch(Watcher watcher) implements Signal {}

    /** An agent that this one depends on stands like this now. */
    record Observed(Standing standing) implements Signal {}

    /** What the agent's group wants of it. */
    sealed interface Order extends Signal {}

    /** End, and wait for the group's word; one that is never restarted ends and rests. */
    record Hold(String why) implements Order {}

    /** The wait is over: start after {@code delay}. */
    record Release(Duration delay) implements Order {}

    /** The wait is over: rest as failed. */
    record GiveUp(String why) implements Order {}

    /** Rest: the group is being stopped. */
    record Disband(String why) implements Order {}

    /** There is a place to run; whoever receives it gives it back. */
    record Admitted(Admission.Place place) implements Signal {}

    /** Its failure domain lets it start; whoever receives the permit tells what came of it. */
    record Permitted(Permit permit) implements Signal {}

    /** Its failure domain does not let it start yet. */
    record Held(String why) implements Signal {}

    /** What it told its failure domain has changed something there. */
    record DomainNews(String what) implements Signal {}

    /** A hook of the program threw, or took too long. */
    record HookFailed(String what) implements Signal {}

    /** Something that belongs to one incarnation; dropped when that is not the present one. */
    sealed interface OfIncarnation extends Signal {
        long incarnation();
    }

    /** The program's hook before the start has returned; {@code failure} says why nothing must be started, or is empty. */
    record Prepared(long incarnation, String failure) implements OfIncarnation {}

    /** Its worker said hello. */
    record Connected(long incarnation, WorkerChannel channel) implements OfIncarnation {}

    /** Its worker said something. */
    record Heard(long incarnation, WorkerMessage message) implements OfIncarnation {}

    /** Its worker broke the protocol, and is not listened to any more. */
    record ShutOut(long incarnation, String violation) implements OfIncarnation {}

    /** Its worker's connection ended. */
    record HungUp(long incarnation, String reason) implements OfIncarnation {}

    /** One of its probes was looked through, in that epoch of its vitals. */
    record Probed(long incarnation, long epoch, ProbeRole role, Finding finding) implements OfIncarnation {}

    /** So many of its processes were killed for its memory limit, its main process is not one of them. */
    record ProcessesKilled(long incarnation, long count) implements OfIncarnation {}

    /** The scheduler gives it this share of the processors. */
    record Given(long incarnation, Share share, Preemption how) implements OfIncarnation {}

    /** Its main process is gone. */
    record Exited(long incarnation, int code) implements OfIncarnation {}
}
