package io.agentropic.config;

import io.agentropic.spec.AutoShutdown;
import io.agentropic.spec.Escalation;
import io.agentropic.spec.GroupSpec;
import io.agentropic.spec.GroupStrategy;
import io.agentropic.time.DurationText;
import java.util.List;

/** Reads one group. */
final class GroupSection {

    private static final ValueReader<GroupStrategy> STRATEGY =
            ValueReader.oneOf(GroupStrategy.values(), GroupStrategy::word);
    private static final ValueReader<Escalation> ESCALATION = ValueReader.oneOf(Escalation.values(), Escalation::word);
    private static final ValueReader<AutoShutdown> AUTO_SHUTDOWN =
            ValueReader.oneOf(AutoShutdown.values(), AutoShutdown::word);

    private GroupSection() {}

    static GroupSpec read(String name, Section section) {
        GroupSpec.Builder group = GroupSpec.named(name);
        section.value("strategy", STRATEGY).ifPresent(group::strategy);
        Section restart = section.sectionOrEmpty("restart");
        restart.value("maxRestarts", ValueReader.COUNT).ifPresent(group::maxRestarts);
        restart.value("window", DurationText::parse).ifPresent(group::window);
        restart.end();
        section.value("escalation", ESCALATION).ifPresent(group::escalation);
        section.value("autoShutdown", AUTO_SHUTDOWN).ifPresent(group::autoShutdown);
        section.value("parent", ValueReader.TEXT).ifPresent(group::parent);
        section.value("cpuWeight", ValueReader.COUNT).ifPresent(group::cpuWeight);
        NotAvailable.inGroup(section);
        section.end();
        GroupSpec read = group.build();
        List<String> violations = read.violations();
        violations.forEach(section::violation);
        return read;
    }
}
