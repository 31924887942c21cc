package io.agentropic.group;

import io.agentropic.dependency.Standing;
import io.agentropic.restart.RestartLedger;
import io.agentropic.spec.AutoShutdown;
import io.agentropic.spec.Escalation;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.GroupStrategy;
import io.agentropic.status.AgentState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a group does about what its members report. Decides only: what is to be done is answered, time is handed in. Owned
 * by the group's thread.
 *
 * <p>A round of restarts brings those concerned to an end one after the other, in reverse order of their start; waits for the
 * longest of the failed members' delays; and starts them in order, each when the one before runs. A member that fails before
 * the first is started joins the round, one that fails later begins another. Members at rest stay at rest.
 *
 * <p>A group inside another one that has spent its budget gives up: the other one restarts all of it as it would restart a
 * member. Who joined the inner group after it was first filled is stopped by that and does not come back.
 */
final class GroupCourse {

    private final GroupSpec spec;
    private final RestartLedger ledger;
    private final Roster roster = new Roster();
    private final Inside inside = new Inside();
    private final Set<String> concerned = new LinkedHashSet<>();
    private final Deque<String> left = new ArrayDeque<>();
    private List<Step> steps = new ArrayList<>();

    private Stage stage = Stage.CALM;
    /** The member that {@link #left} waits for; empty for none. */
    private String current = "";
    /** Why there is a round, or why the group is being stopped. */
    private String why = "";
    /** When the delay of the round is over. */
    private long until;

    GroupCourse(GroupSpec spec) {
        this.spec = spec;
        this.ledger = new RestartLedger(spec.budget());
    }

    // What members report. Each answers what is to be done, in order.

    void joined(String member, boolean significant) {
        roster.add(member, significant);
    }

    void joinedBelow(String member, String unit, boolean lasting) {
        roster.addBelow(member, unit, lasting);
    }

    /** The group above decides from now on; it is told who is held already. */
    List<Step> surrender() {
        if (stage != Stage.SURRENDERED) {
            giveUp();
        }
        return done();
    }

    private void giveUp() {
        enter(Stage.SURRENDERED, List.of());
        concerned.clear();
        steps.addAll(inside.surrender(roster.units(roster.all())));
        roster.all().stream().filter(roster::isHeld).forEach(member -> steps.add(new Step.HeldAbove(member)));
    }

    /** The group decides by itself again, with a new budget. */
    List<Step> restore() {
        if (stage == Stage.SURRENDERED) {
            over(Stage.CALM);
            ledger.forgive();
        }
        return done();
    }

    List<Step> left(String member) {
        roster.remove(member);
        concerned.remove(member);
        left.remove(member);
        return done();
    }

    List<Step> saw(Standing standing) {
        boolean ownEnd = roster.note(standing);
        if (ownEnd && stage != Stage.DISBANDING && stage != Stage.SURRENDERED && endsGroup(standing.agent())) {
            disband("its significant member '" + standing.agent() + "' is " + standing.state());
        }
        return done();
    }

    /** A member has ended, would be started again after {@code delay} if it were alone, and is held. */
    List<Step> asked(String member, Duration delay, String failure, long nowNanos) {
        roster.holds(member);
        if (stage == Stage.SURRENDERED) {
            steps.add(new Step.AskAbove(member, delay, failure));
        } else if (stage == Stage.DISBANDING) {
            steps.add(new Step.Disband(member, why));
        } else if (stage.gathers()) {
            until = Math.max(until, nowNanos + delay.toNanos());
            gather(member);
        } else if (!ledger.charge(nowNanos)) {
            spent(member);
        } else if (spec.strategy() == GroupStrategy.ONE_FOR_ONE && !roster.isInside(member)) {
            steps.add(new Step.Release(member, delay));
        } else {
            begin(member, failure, nowNanos + delay.toNanos());
        }
        return done();
    }

    /** A member was brought to an end and is held. */
    List<Step> held(String member) {
        roster.holds(member);
        if (stage == Stage.SURRENDERED) {
            steps.add(new Step.HeldAbove(member));
        } else if (stage == Stage.DISBANDING) {
            steps.add(new Step.Disband(member, why));
        } else if (!stage.gathers() && !left.contains(member)) {
            steps.add(new Step.Release(member, Duration.ZERO));
        }
        return done();
    }

    /** A member has failed for good, because its own budget is spent. */
    List<Step> gaveUp(String member, String reason) {
        switch (spec.escalation()) {
            case NONE -> {}
            case STOP_GROUP -> {
                if (stage != Stage.DISBANDING) {
                    disband("its member '" + member + "' gave up: " + reason);
                }
            }
            case STOP_SUPERVISOR -> stopSupervisor(member, reason);
        }
        return done();
    }

    /** When to call {@link #onDeadline}; empty while there is nothing to wait for. */
    OptionalLong deadline() {
        return stage == Stage.DELAYING ? OptionalLong.of(until) : OptionalLong.empty();
    }

    List<Step> onDeadline(long nowNanos) {
        if (stage == Stage.DELAYING && nowNanos - until >= 0) {
            enter(Stage.RELEASING, roster.inOrder(concerned));
            concerned.clear();
        }
        return done();
    }

    // Rounds.

    private void begin(String member, String failure, long delayOver) {
        until = delayOver;
        why = "'" + member + "' failed: " + failure;
        concerned.addAll(left);
        gather(member);
        List<String> others = roster.inOrder(concerned);
        others.remove(member);
        steps.addFirst(new Step.Tell(
                member,
                "group '" + spec.name() + "' (" + spec.strategy().word() + ") restarts it"
                        + (others.isEmpty() ? "" : " together with " + String.join(", ", others))
                        + (ledger.spent().isEmpty() ? "" : ", round " + ledger.spent())));
    }

    private void gather(String member) {
        concerned.add(member);
        concerned.addAll(
                switch (spec.strategy()) {
                    case ONE_FOR_ONE -> roster.together(member);
                    case ONE_FOR_ALL -> roster.all();
                    case REST_FOR_ONE -> roster.from(member);
                });
        steps.addAll(inside.surrender(roster.units(concerned)));
        concerned.removeIf(name -> roster.isGone(name));
        String busy = stage == Stage.GATHERING ? current : "";
        List<String> reversed = roster.inOrder(concerned).reversed();
        reversed.remove(busy);
        enter(Stage.GATHERING, reversed);
        current = busy;
    }

    // The end of the group.

    private boolean endsGroup(String member) {
        return roster.isSignificant(member)
                && (spec.autoShutdown() == AutoShutdown.ANY_SIGNIFICANT
                        || (spec.autoShutdown() == AutoShutdown.ALL_SIGNIFICANT && !roster.significantIsUp()));
    }

    private void spent(String member) {
        String reason = "the restart budget of its group '" + spec.name() + "' is spent: " + ledger.limit();
        String above = spec.parent();
        if (above != null) {
            steps.add(new Step.Tell(member, reason + "; group '" + above + "' decides what follows"));
            steps.add(new Step.AskAbove(member, Duration.ZERO, reason));
            giveUp();
            return;
        }
        steps.add(new Step.GiveUp(member, reason));
        if (spec.escalation() == Escalation.STOP_SUPERVISOR) {
            stopSupervisor(member, reason);
        }
        disband("its restart budget is spent: " + ledger.limit());
        left.remove(member);
    }

    private void stopSupervisor(String member, String reason) {
        String sentence = "group '" + spec.name() + "' stops the supervisor: '" + member + "' gave up: " + reason;
        steps.add(new Step.Tell(member, sentence));
        steps.add(new Step.StopSupervisor(sentence));
    }

    private void disband(String reason) {
        why = "group '" + spec.name() + "' is being stopped: " + reason;
        concerned.clear();
        steps.addAll(inside.surrender(roster.units(roster.all())));
        enter(Stage.DISBANDING, roster.all().reversed());
    }

    // One after the other.

    private void enter(Stage next, List<String> members) {
        stage = next;
        current = "";
        left.clear();
        left.addAll(members);
    }

    /** Goes on as far as nothing is waited for; answers all steps since the last time. */
    private List<Step> done() {
        while (stage.orders() && settled(current)) {
            current = left.isEmpty() ? "" : left.removeFirst();
            if (current.isEmpty()) {
                over();
            } else if (!settled(current)) {
                order(current);
            }
        }
        List<Step> answer = steps;
        steps = new ArrayList<>();
        return answer;
    }

    private boolean settled(String member) {
        if (member.isEmpty() || roster.isGone(member)) {
            return true;
        }
        AgentState state = roster.standing(member).state();
        return switch (stage) {
            case GATHERING -> roster.isHeld(member) && roster.isLasting(member);
            case RELEASING -> !roster.isHeld(member) && state == AgentState.RUNNING;
            case CALM, DELAYING, DISBANDING, SURRENDERED -> false;
        };
    }

    private void order(String member) {
        switch (stage) {
            case GATHERING ->
                steps.add(
                        roster.isLasting(member)
                                ? new Step.Hold(member, why)
                                : new Step.Disband(member, why + "; it joined later and does not come back"));
            case RELEASING -> steps.add(new Step.Release(member, Duration.ZERO));
            case DISBANDING -> steps.add(new Step.Disband(member, why));
            case CALM, DELAYING, SURRENDERED ->
                throw new IllegalStateException("nobody is told anything when " + stage);
        }
    }

    private void over() {
        switch (stage) {
            case GATHERING -> stage = Stage.DELAYING;
            case RELEASING -> over(Stage.CALM);
            case DISBANDING -> {
                over(Stage.CALM);
                ledger.forgive();
            }
            case CALM, DELAYING, SURRENDERED -> {}
        }
    }

    /** What is inside decides by itself again. */
    private void over(Stage next) {
        stage = next;
        steps.addAll(inside.restore());
    }
}
