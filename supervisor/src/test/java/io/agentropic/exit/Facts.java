package io.agentropic.exit;

import io.agentropic.fence.Evidence;
import io.agentropic.fence.ResourceUsage;
import org.jspecify.annotations.Nullable;

/** Facts of a life that was entered and ended by itself, changed one by one. */
record Facts(ExitFacts facts) {

    static Facts code(@Nullable Integer code) {
        return new Facts(new ExitFacts(
                code, true, OwnAction.NONE, false, false, false, false, "", "", Expectation.DEFAULT, 0, Evidence.NONE));
    }

    Facts notStarted(String startError) {
        return with(false, facts.ownAction(), facts.killed(), facts.exitAnnounced(), "", startError, facts.evidence());
    }

    Facts unborn(String why) {
        return with(false, facts.ownAction(), facts.killed(), facts.exitAnnounced(), why, "", facts.evidence());
    }

    Facts blamed(OwnAction action) {
        return with(facts.started(), action, facts.killed(), facts.exitAnnounced(), "", "", facts.evidence());
    }

    Facts killed() {
        return with(facts.started(), facts.ownAction(), true, facts.exitAnnounced(), "", "", facts.evidence());
    }

    Facts announced() {
        return with(facts.started(), facts.ownAction(), facts.killed(), true, "", "", facts.evidence());
    }

    Facts oomKills(long count) {
        return evidence(new Evidence(count, 0, 0, "", ResourceUsage.NONE));
    }

    Facts monitorVerdict(String verdict) {
        return evidence(new Evidence(0, 0, 0, verdict, ResourceUsage.NONE));
    }

    private Facts evidence(Evidence evidence) {
        return with(facts.started(), facts.ownAction(), facts.killed(), facts.exitAnnounced(), "", "", evidence);
    }

    Facts heapExhausted() {
        return new Facts(new ExitFacts(
                facts.code(),
                facts.started(),
                facts.ownAction(),
                facts.killed(),
                facts.exitAnnounced(),
                true,
                facts.crashFile(),
                "",
                "",
                Expectation.DEFAULT,
                0,
                facts.evidence()));
    }

    Facts crashFile() {
        return new Facts(new ExitFacts(
                facts.code(),
                facts.started(),
                facts.ownAction(),
                facts.killed(),
                facts.exitAnnounced(),
                facts.heapExhausted(),
                true,
                "",
                "",
                Expectation.DEFAULT,
                0,
                facts.evidence()));
    }

    private Facts with(
            boolean started,
            OwnAction action,
            boolean killed,
            boolean announced,
            String spawnError,
            String startError,
            Evidence evidence) {
        return new Facts(new ExitFacts(
                facts.code(),
                started,
                action,
                killed,
                announced,
                facts.heapExhausted(),
                facts.crashFile(),
                spawnError,
                startError,
                Expectation.DEFAULT,
                0,
                evidence));
    }
}
