package io.agentropic.config;

import io.agentropic.breaker.BreakerConfig;
import io.agentropic.limits.Enforcement;
import io.agentropic.pool.WarmPoolConfig;
import io.agentropic.runtime.RuntimeConfig;
import io.agentropic.sandbox.UidRange;
import io.agentropic.shared.SharedConfig;
import io.agentropic.spec.BootPolicy;
import io.agentropic.time.DurationText;
import java.util.Locale;
import java.util.Map;

/** Reads {@code runtime:}. */
final class RuntimeSection {

    private static final ValueReader<Enforcement> ENFORCEMENT = ValueReader.oneOf(
            Enforcement.values(), value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    private static final ValueReader<BootPolicy> BOOT = ValueReader.oneOf(BootPolicy.values(), BootPolicy::word);

    private RuntimeSection() {}

    /** What happens to all when the first start of one agent fails; read before the rest of the section. */
    static BootPolicy boot(Section section) {
        return section.value("boot", BOOT).orElse(BootPolicy.RETRY);
    }

    /** The runtime's settings; those of circuit breakers stand beside this section. */
    static RuntimeConfig read(Section section, Map<String, BreakerConfig> circuitBreakers) {
        RuntimeConfig defaults = RuntimeConfig.DEFAULT;
        int maxAgents = section.value("maxAgents", ValueReader.COUNT).orElse(defaults.maxAgents());
        var config = new RuntimeConfig(
                maxAgents,
                section.value("maxConcurrent", ValueReader.COUNT).orElse(maxAgents),
                section.value("enforcement", ENFORCEMENT).orElse(defaults.enforcement()),
                section.value("shutdownTimeout", DurationText::parse).orElse(defaults.shutdownTimeout()),
                section.value("heartbeat", DurationText::parse).orElse(defaults.heartbeat()),
                circuitBreakers,
                section.value("uids", UidRange::parse).orElse(defaults.uids()),
                SchedulingSection.scheduling(section),
                SchedulingSection.admission(section),
                warmPool(section.sectionOrEmpty("warmPool")),
                shared(section),
                null);
        NotAvailable.inRuntime(section);
        for (String violation : config.violations()) {
            if (violation.startsWith("circuitBreakers.")) {
                continue;
            }
            section.violation(withoutPrefix(violation));
        }
        section.end();
        return config;
    }

    private static WarmPoolConfig warmPool(Section section) {
        var config = new WarmPoolConfig(
                section.value("size", ValueReader.COUNT).orElse(WarmPoolConfig.NONE.size()),
                section.value("maxIdle", DurationText::parse).orElse(WarmPoolConfig.NONE.maxIdle()));
        section.end();
        return config;
    }

    private static SharedConfig shared(Section runtime) {
        int threads = runtime.value("workerThreads", ValueReader.COUNT).orElse(SharedConfig.DEFAULT.workerThreads());
        Section section = runtime.sectionOrEmpty("shared");
        var config = new SharedConfig(
                threads, section.value("maxHeap", ValueReader.SIZE).orElse(null), LimitsSection.read(section));
        section.end();
        return config;
    }

    private static String withoutPrefix(String violation) {
        return violation.startsWith("runtime.") ? violation.substring("runtime.".length()) : violation;
    }
}
