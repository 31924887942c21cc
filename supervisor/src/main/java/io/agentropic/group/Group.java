package io.agentropic.group;

import io.agentropic.dependency.Standing;
import io.agentropic.spec.GroupSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one owner of a group's state: a virtual thread with an inbox. Members report to it and do as it says; all methods
 * only put something into the inbox and may be called from any thread.
 */
public final class Group implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Group.class);

    private final GroupSpec spec;
    private final Surroundings surroundings;
    private final BlockingQueue<Report> inbox = new LinkedBlockingQueue<>();
    private final Thread thread;

    /** Owned by the thread. */
    private final Map<String, Member> members = new LinkedHashMap<>();
    /** Owned by the thread. */
    private final GroupCourse course;
    /** How the member of the step being taken stands; owned by the thread. */
    private final Map<String, Standing> standings = new LinkedHashMap<>();

    /** Owned by the thread. */
    private boolean paused;

    /** The groups directly inside this one; owned by the thread. */
    private final Map<String, Group> inside = new LinkedHashMap<>();

    private final Optional<Group> above;
    /** Whether it was filled: who joins from now on does not come back when it is started anew by the group above. */
    private volatile boolean filled;

    private Group(GroupSpec spec, Surroundings surroundings, Optional<Group> above) {
        this.spec = spec;
        this.above = above;
        this.surroundings = surroundings;
        this.course = new GroupCourse(spec);
        this.thread = Thread.ofVirtual().name("group-" + spec.name()).unstarted(this::run);
    }

    /** A group without members. */
    public static Group start(GroupSpec spec, Surroundings surroundings) {
        return start(spec, surroundings, Optional.empty());
    }

    /** A group without members, inside the group {@code above}. */
    public static Group start(GroupSpec spec, Surroundings surroundings, Optional<Group> above) {
        Group group = new Group(spec, surroundings, above);
        group.thread.start();
        above.ifPresent(outer -> outer.inbox.add(new Report.Inside(group)));
        return group;
    }

    /** What the user asked for. */
    public GroupSpec spec() {
        return spec;
    }

    /** A new member, which is started after those before it. */
    public void join(Member member) {
        inbox.add(new Report.Joined(member));
        above.ifPresent(outer -> outer.joinBelow(spec.name(), member, !filled));
    }

    private void joinBelow(String unit, Member member, boolean lasting) {
        inbox.add(new Report.JoinedBelow(unit, member, lasting));
        above.ifPresent(outer -> outer.joinBelow(spec.name(), member, lasting));
    }

    /** The members so far are those that belong to it; who joins later is lost when it is started anew by the group above. */
    public void filled() {
        filled = true;
    }

    /** The member of this name is known no more. */
    public void leave(String member) {
        inbox.add(new Report.Left(member));
        above.ifPresent(outer -> outer.leave(member));
    }

    /** A member stands like this now. */
    public void saw(Standing standing) {
        inbox.add(new Report.Saw(standing));
        above.ifPresent(outer -> outer.saw(standing));
    }

    /** A member has ended, would be started again after {@code delay} if it were alone, and waits to be told. */
    public void ask(String member, Duration delay, String failure) {
        inbox.add(new Report.Asked(member, delay, failure));
    }

    /** A member was brought to an end as told, and waits to be released. */
    public void held(String member) {
        inbox.add(new Report.Held(member));
    }

    /** A member has failed for good, because its restart budget is spent. */
    public void gaveUp(String member, String reason) {
        inbox.add(new Report.GaveUp(member, reason));
    }

    /**
     * Makes every member stand still, those too that begin to run or join later, until {@link #resume}. Done when no
     * member's code runs; fails with the first member's failure, the others stand still all the same.
     */
    public CompletableFuture<Void> pause() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        inbox.add(new Report.Pause(done));
        return done;
    }

    /** Lets the members run again; one that was paused by itself stays so. */
    public CompletableFuture<Void> resume() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        inbox.add(new Report.Resume(done));
        return done;
    }

    private void run() {
        try {
            Report report = next();
            while (!(report instanceof Report.Close)) {
                turn(report);
                report = next();
            }
        } catch (InterruptedException e) {
            LOG.error("the thread of group '{}' was interrupted; the group is no longer supervised", spec.name(), e);
        }
    }

    /** A turn that fails for a fault of the supervisor ends no other. */
    private void turn(@Nullable Report report) {
        try {
            take(report == null ? course.onDeadline(System.nanoTime()) : answer(report));
        } catch (RuntimeException e) {
            LOG.error("group '{}' failed on {}", spec.name(), report, e);
        }
    }

    /** The next report; {@code null} when the deadline came first. */
    private @Nullable Report next() throws InterruptedException {
        OptionalLong deadline = course.deadline();
        return deadline.isEmpty()
                ? inbox.take()
                : inbox.poll(deadline.getAsLong() - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private List<Step> answer(Report report) {
        return switch (report) {
            case Report.Joined(Member member) -> {
                known(member);
                course.joined(member.name(), member.significant());
                yield List.of();
            }
            case Report.JoinedBelow(String unit, Member member, boolean lasting) -> {
                known(member);
                course.joinedBelow(member.name(), unit, lasting);
                yield List.of();
            }
            case Report.Inside(Group unit) -> {
                inside.put(unit.spec().name(), unit);
                yield List.of();
            }
            case Report.Surrender _ -> course.surrender();
            case Report.Restore _ -> course.restore();
            case Report.Left(String member) -> {
                members.remove(member);
                standings.remove(member);
                yield course.left(member);
            }
            case Report.Saw(Standing standing) -> {
                standings.put(standing.agent(), standing);
                yield course.saw(standing);
            }
            case Report.Asked(String member, Duration delay, String failure) ->
                course.asked(member, delay, failure, System.nanoTime());
            case Report.Held(String member) -> course.held(member);
            case Report.GaveUp(String member, String reason) -> course.gaveUp(member, reason);
            case Report.Pause(var done) -> {
                paused = true;
                all(member -> member.pause(spec.name()), done);
                yield List.of();
            }
            case Report.Resume(var done) -> {
                paused = false;
                all(member -> member.resume(spec.name()), done);
                yield List.of();
            }
            case Report.Close _ -> List.of();
        };
    }

    private void known(Member member) {
        members.put(member.name(), member);
        if (paused) {
            var _ = member.pause(spec.name());
        }
    }

    private void all(Function<Member, CompletableFuture<Void>> request, CompletableFuture<Void> done) {
        var _ = CompletableFuture.allOf(members.values().stream().map(request).toArray(CompletableFuture<?>[]::new))
                .whenComplete((_, failed) -> {
                    if (failed == null) {
                        done.complete(null);
                    } else {
                        done.completeExceptionally(failed instanceof CompletionException ? failed.getCause() : failed);
                    }
                });
    }

    private void take(List<Step> steps) {
        for (Step step : steps) {
            switch (step) {
                case Step.Hold(String name, String why) -> member(name).hold(why);
                case Step.Release(String name, Duration delay) -> member(name).release(delay);
                case Step.GiveUp(String name, String why) -> member(name).giveUp(why);
                case Step.Disband(String name, String why) -> member(name).disband(why);
                case Step.AskAbove(String name, Duration delay, String failure) ->
                    above.ifPresent(outer -> outer.ask(name, delay, failure));
                case Step.HeldAbove(String name) -> above.ifPresent(outer -> outer.held(name));
                case Step.Surrender(String unit) -> inside(unit).inbox.add(new Report.Surrender());
                case Step.Restore(String unit) -> inside(unit).inbox.add(new Report.Restore());
                case Step.StopSupervisor(String why) -> surroundings.stopSupervisor(why);
                case Step.Tell(String name, String what) ->
                    surroundings.tell(standings.getOrDefault(name, Standing.unknown(name)), what);
            }
        }
    }

    private Group inside(String unit) {
        Group group = inside.get(unit);
        if (group == null) {
            throw new IllegalStateException("group '" + spec.name() + "' has no group '" + unit + "' inside");
        }
        return group;
    }

    private Member member(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalStateException("group '" + spec.name() + "' has no member '" + name + "'");
        }
        return member;
    }

    /** Ends its thread; members are not stopped by it. */
    @Override
    public void close() {
        inbox.add(new Report.Close());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
