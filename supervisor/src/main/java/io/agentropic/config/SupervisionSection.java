package io.agentropic.config;

import io.agentropic.limits.OomPolicy;
import io.agentropic.restart.BackoffStrategy;
import io.agentropic.restart.RestartPolicy;
import io.agentropic.spec.LeftoverPolicy;
import io.agentropic.spec.Supervision;
import io.agentropic.time.DurationText;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads {@code restart:}, {@code stop:}, {@code start:} and {@code pause:} of an agent. */
final class SupervisionSection {

    private static final ValueReader<RestartPolicy> POLICY =
            ValueReader.oneOf(RestartPolicy.values(), RestartPolicy::word);
    private static final ValueReader<BackoffStrategy.Type> BACKOFF_TYPE =
            ValueReader.oneOf(BackoffStrategy.Type.values(), type -> type.name().toLowerCase(Locale.ROOT));

    private static final ValueReader<OomPolicy> OOM_POLICY = ValueReader.oneOf(OomPolicy.values(), OomPolicy::word);

    private static final ValueReader<LeftoverPolicy> LEFTOVERS =
            ValueReader.oneOf(LeftoverPolicy.values(), LeftoverPolicy::word);

    private SupervisionSection() {}

    static Supervision read(Section agent) {
        Supervision.Builder supervision = Supervision.builder();
        Section restart = agent.sectionOrEmpty("restart");
        restart.value("policy", POLICY).ifPresent(supervision::restartPolicy);
        restart.value("maxRestarts", ValueReader.COUNT).ifPresent(supervision::maxRestarts);
        restart.value("window", DurationText::parse).ifPresent(supervision::window);
        restart.value("resetAfter", DurationText::parse).ifPresent(supervision::resetAfter);
        codes(restart, "successExitCodes", supervision::successExitCodes);
        codes(restart, "restartPreventExitCodes", supervision::restartPreventExitCodes);
        codes(restart, "restartForceExitCodes", supervision::restartForceExitCodes);
        restart.value("minUptime", DurationText::parse).ifPresent(supervision::minUptime);
        restart.value("recoverAfter", DurationText::parse).ifPresent(supervision::recoverAfter);
        restart.value("allowUnreachable", ValueReader.TRUTH).ifPresent(supervision::allowUnreachable);
        restart.value("duringShutdown", ValueReader.TRUTH).ifPresent(supervision::restartDuringShutdown);
        restart.value("oomPolicy", OOM_POLICY).ifPresent(supervision::oomPolicy);
        restart.section("backoff").ifPresent(section -> supervision.backoff(backoff(section)));
        restart.end();
        Section stop = agent.sectionOrEmpty("stop");
        stop.value("grace", DurationText::parseOrInfinity).ifPresent(supervision::stopGrace);
        stop.value("leftovers", LEFTOVERS).ifPresent(supervision::leftovers);
        stop.end();
        agent.value("standby", ValueReader.TRUTH).ifPresent(supervision::standby);
        Section start = agent.sectionOrEmpty("start");
        start.value("timeout", DurationText::parse).ifPresent(timeout -> {
            if (timeout.isZero()) {
                start.problem("timeout", "must be above zero");
            }
            supervision.startTimeout(timeout);
        });
        start.value("maxTimeout", DurationText::parse).ifPresent(supervision::maxStartTimeout);
        start.end();
        Section pause = agent.sectionOrEmpty("pause");
        pause.value("max", DurationText::parse).ifPresent(supervision::maxPause);
        pause.end();
        Supervision read = supervision.build();
        read.budget().violations().forEach(agent::violation);
        read.exitCodes().violations().forEach(agent::violation);
        if (!read.allowUnreachable()) {
            read.budget().reachabilityViolations(read.backoff()).forEach(agent::violation);
        }
        if (Duration.ZERO.equals(read.recoverAfter())) {
            agent.violation("restart.recoverAfter must be above zero");
        }
        if (Duration.ZERO.equals(read.maxPause())) {
            agent.violation("pause.max must be above zero");
        }
        read.backoff().violations().forEach(sentence -> agent.violation("restart." + sentence));
        return read;
    }

    private static void codes(Section restart, String key, Consumer<Set<Integer>> setting) {
        if (restart.has(key)) {
            setting.accept(Set.copyOf(restart.list(key, ValueReader.COUNT)));
        }
    }

    private static BackoffStrategy backoff(Section section) {
        BackoffStrategy defaults = BackoffStrategy.DEFAULT;
        BackoffStrategy.Type type = section.value("type", BACKOFF_TYPE).orElse(defaults.type());
        Duration initial = section.value("initial", DurationText::parse).orElse(defaults.initial());
        Duration longest =
                type == BackoffStrategy.Type.FIXED || initial.compareTo(defaults.max()) > 0 ? initial : defaults.max();
        Duration max = section.value("max", DurationText::parse).orElse(longest);
        BackoffStrategy read = new BackoffStrategy(
                type,
                initial,
                max,
                section.value("multiplier", ValueReader.NUMBER).orElse(defaults.multiplier()),
                section.value("jitter", ValueReader.NUMBER).orElse(defaults.jitter()));
        Optional<Integer> steps = section.value("steps", ValueReader.COUNT);
        requireSteps(section, steps, type);
        section.end();
        return steps.filter(count -> count > 0 && initial.isPositive())
                .map(count -> BackoffStrategy.geometric(initial, max, count).withJitter(read.jitter()))
                .orElse(read);
    }

    private static void requireSteps(Section section, Optional<Integer> steps, BackoffStrategy.Type type) {
        if (steps.isPresent() && (type != BackoffStrategy.Type.EXPONENTIAL || section.has("multiplier"))) {
            section.problem("steps", "stands for the multiplier of an exponential backoff; give one of the two");
        }
        if (steps.filter(count -> count < 1).isPresent()) {
            section.problem("steps", "must be at least 1, not " + steps.get());
        }
    }
}
