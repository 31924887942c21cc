package io.agentropic.breaker;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** The failure domains of a runtime, by name. Any thread may use it. */
public final class FailureDomains implements AutoCloseable {

    private final Map<String, FailureDomain> domains = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final DoubleSupplier random;

    /** Without any domain yet; the parameters are those of {@link FailureDomain#start}. */
    public FailureDomains(InstantSource clock, DoubleSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    /** Makes a domain known; one of this name that is known already stays as it is. */
    public void add(String name, BreakerConfig config) {
        domains.computeIfAbsent(name, _ -> FailureDomain.start(name, config, clock, random));
    }

    /** The domain of this name. */
    public Optional<FailureDomain> find(String name) {
        return Optional.ofNullable(domains.get(name));
    }

    /** The names, sorted. */
    public List<String> names() {
        return domains.keySet().stream().sorted().toList();
    }

    /** All domains. */
    public Collection<FailureDomain> all() {
        return domains.values();
    }

    @Override
    public void close() {
        domains.values().forEach(FailureDomain::close);
    }
}
