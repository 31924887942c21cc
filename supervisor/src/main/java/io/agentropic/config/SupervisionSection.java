package io.agentropic.config;

import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.spec.Supervision;
import io.agentropic.time.DurationText;
import java.time.Duration;
import java.util.Locale;

/** Reads {@code restart:}, {@code stop:} and {@code start:} of an agent. */
final class SupervisionSection {

    private static final ValueReader<RestartPolicy> POLICY =
            ValueReader.oneOf(RestartPolicy.values(), RestartPolicy::word);
    private static final ValueReader<BackoffStrategy.Type> BACKOFF_TYPE =
            ValueReader.oneOf(BackoffStrategy.Type.values(), type -> type.name().toLowerCase(Locale.ROOT));

    private SupervisionSection() {}

    static Supervision read(Section agent) {
        Supervision.Builder supervision = Supervision.builder();
        Section restart = agent.sectionOrEmpty("restart");
        restart.value("policy", POLICY).ifPresent(supervision::restartPolicy);
        restart.value("maxRestarts", ValueReader.COUNT).ifPresent(supervision::maxRestarts);
        restart.value("window", DurationText::parse).ifPresent(supervision::window);
        restart.value("resetAfter", DurationText::parse).ifPresent(supervision::resetAfter);
        restart.section("backoff").ifPresent(section -> supervision.backoff(backoff(section)));
        restart.end();
        Section stop = agent.sectionOrEmpty("stop");
        stop.value("grace", DurationText::parse).ifPresent(supervision::stopGrace);
        stop.end();
        Section start = agent.sectionOrEmpty("start");
        start.value("timeout", DurationText::parse).ifPresent(timeout -> {
            if (timeout.isZero()) {
                start.problem("timeout", "must be above zero");
            }
            supervision.startTimeout(timeout);
        });
        start.end();
        Supervision read = supervision.build();
        read.budget().violations().forEach(agent::violation);
        read.backoff().violations().forEach(sentence -> agent.violation("restart." + sentence));
        return read;
    }

    private static BackoffStrategy backoff(Section section) {
        BackoffStrategy defaults = BackoffStrategy.DEFAULT;
        BackoffStrategy.Type type = section.value("type", BACKOFF_TYPE).orElse(defaults.type());
        Duration initial = section.value("initial", DurationText::parse).orElse(defaults.initial());
        Duration longest =
                type == BackoffStrategy.Type.FIXED || initial.compareTo(defaults.max()) > 0 ? initial : defaults.max();
        BackoffStrategy read = new BackoffStrategy(
                type,
                initial,
                section.value("max", DurationText::parse).orElse(longest),
                section.value("multiplier", ValueReader.NUMBER).orElse(defaults.multiplier()),
                section.value("jitter", ValueReader.NUMBER).orElse(defaults.jitter()));
        section.end();
        return read;
    }
}
