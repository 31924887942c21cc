package io.agentropic.it.siege;

import io.agentropic.it.attack.Attack;
import io.agentropic.it.attack.Outcome;
import io.agentropic.spec.IsolationLevel;
import java.util.Set;

/**
 * One attack and how it ended at one level.
 *
 * @param attack what was tried
 * @param level the fence it was tried in
 * @param outcome how it ended
 */
public record Trial(Attack attack, IsolationLevel level, Outcome outcome) {

    /** Whether it ended as the level promises; {@code resource-limits} promises nothing against malice. */
    public boolean asPromised() {
        boolean promises = level != IsolationLevel.RESOURCE_LIMITS;
        return switch (outcome) {
            case Outcome.Refused refused -> !promises || refusals().contains(refused.how());
            case Outcome.Succeeded _ -> !promises || open();
            case Outcome.Absent _ -> true;
            case Outcome.Unseen _, Outcome.Broken _ -> false;
        };
    }

    /** Whether the level says that it does not prevent this. */
    boolean open() {
        return attack.expected().open().containsKey(level.word());
    }

    private Set<String> refusals() {
        return attack.expected().refusals().getOrDefault(level.word(), Set.of());
    }

    /** What it was, what was expected and what came, in one line. */
    @Override
    public String toString() {
        return level.word() + ": " + attack.name() + " (" + attack.tries() + ") -> "
                + outcome.line().replace('\t', ' ')
                + (open() ? "; may succeed" : "; refused is " + refusals());
    }
}
