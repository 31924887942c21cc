package io.agentropic.group;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which of the groups inside a group decide nothing at the moment, because the outer one does. */
final class Inside {

    private final Set<String> surrendered = new LinkedHashSet<>();

    /** The outer group decides for these from now on. */
    List<Step> surrender(Collection<String> units) {
        return units.stream()
                .filter(surrendered::add)
                .<Step>map(Step.Surrender::new)
                .toList();
    }

    /** All decide by themselves again. */
    List<Step> restore() {
        List<Step> steps = surrendered.stream().<Step>map(Step.Restore::new).toList();
        surrendered.clear();
        return steps;
    }
}
