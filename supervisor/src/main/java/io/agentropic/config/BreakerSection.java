package io.agentropic.config;

import io.agentropic.breaker.BreakerConfig;
import io.agentropic.breaker.BreakerMode;
import io.agentropic.time.DurationText;
import java.time.Duration;
import java.util.Optional;

/** Reads one circuit breaker: below {@code circuitBreakers:}, or that of a group. */
final class BreakerSection {

    private static final ValueReader<BreakerMode> MODE = ValueReader.oneOf(BreakerMode.values(), BreakerMode::word);

    private BreakerSection() {}

    static BreakerConfig read(Section section) {
        BreakerConfig defaults = BreakerConfig.DEFAULT;
        BreakerConfig.Builder breaker = BreakerConfig.builder();
        section.value("mode", MODE).ifPresent(breaker::mode);
        section.value("window", DurationText::parse).ifPresent(breaker::window);
        Optional<Integer> windowCalls = section.value("windowCalls", ValueReader.COUNT);
        windowCalls.ifPresent(breaker::windowCalls);
        if (windowCalls.isPresent() && section.has("window")) {
            section.problem("windowCalls", "give either 'window' or 'windowCalls'");
        }
        section.value("minCalls", ValueReader.COUNT).ifPresent(breaker::minCalls);
        section.value("failureRate", ValueReader.SHARE).ifPresent(breaker::failureRate);
        Duration openWait = section.value("openWait", DurationText::parse).orElse(defaults.openWait());
        Duration longest = openWait.compareTo(defaults.maxOpenWait()) > 0 ? openWait : defaults.maxOpenWait();
        breaker.openWait(
                openWait, section.value("maxOpenWait", DurationText::parse).orElse(longest));
        section.value("permits", ValueReader.COUNT).ifPresent(breaker::permits);
        section.value("maxHalfOpen", DurationText::parse).ifPresent(breaker::maxHalfOpen);
        section.value("successUptime", DurationText::parse).ifPresent(breaker::successUptime);
        section.value("countOutOfMemory", ValueReader.TRUTH).ifPresent(breaker::countOutOfMemory);
        section.end();
        BreakerConfig read = breaker.build();
        read.violations().forEach(section::violation);
        return read;
    }
}
