package io.agentropic.config;

import io.agentropic.limits.ResourceLimits;

/** Reads {@code limits:} of an agent. */
final class LimitsSection {

    private LimitsSection() {}

    static ResourceLimits read(Section agent) {
        Section section = agent.sectionOrEmpty("limits");
        ResourceLimits.Builder limits = ResourceLimits.builder();
        section.value("memory", ValueReader.SIZE).ifPresent(limits::memory);
        section.value("memoryHigh", ValueReader.SIZE).ifPresent(limits::memoryHigh);
        section.value("cpu", ValueReader.CORES).ifPresent(limits::cpu);
        section.value("cpuWeight", ValueReader.COUNT).ifPresent(limits::cpuWeight);
        section.value("openFiles", ValueReader.COUNT).ifPresent(limits::openFiles);
        section.value("processes", ValueReader.COUNT).ifPresent(limits::processes);
        section.value("connections", ValueReader.COUNT).ifPresent(limits::connections);
        section.value("ioRead", ValueReader.RATE).ifPresent(limits::ioRead);
        section.value("ioWrite", ValueReader.RATE).ifPresent(limits::ioWrite);
        section.value("fileSize", ValueReader.SIZE).ifPresent(limits::fileSize);
        section.end();
        ResourceLimits read = limits.build();
        read.violations().forEach(agent::violation);
        return read;
    }
}
