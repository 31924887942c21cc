package io.agentropic.launch;

import io.agentropic.cgroup.Strain;
import io.agentropic.fence.Evidence;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceException;
import io.agentropic.fence.ResourceUsage;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.syscall.Rlimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fence that holds nothing, and can refuse to be closed around a child. */
final class FakeFence implements Fence {

    private final boolean refuses;
    private long enclosed;

    FakeFence(boolean refuses) {
        this.refuses = refuses;
    }

    /** The process that it was asked to enclose; 0 before. */
    long enclosed() {
        return enclosed;
    }

    @Override
    public void enclose(long pid) {
        enclosed = pid;
        if (refuses) {
            throw new FenceException("pidfd_open(" + pid + "): EMFILE");
        }
    }

    @Override
    public long recognize(long numberInside) {
        return enclosed;
    }

    @Override
    public Map<Rlimit, Long> processLimits() {
        return Map.of();
    }

    @Override
    public List<LimitReport> limits() {
        return List.of();
    }

    @Override
    public void affirm(ResourceLimits limits) {}

    @Override
    public void update(ResourceLimits limits) {}

    @Override
    public Strain strain() {
        return Strain.NONE;
    }

    @Override
    public ResourceUsage usage() {
        return ResourceUsage.NONE;
    }

    @Override
    public Evidence evidence() {
        return Evidence.NONE;
    }

    @Override
    public boolean freeze(Duration timeout) {
        return false;
    }

    @Override
    public boolean thaw(Duration timeout) {
        return true;
    }

    @Override
    public void signal(int signal) {}

    @Override
    public void kill() {}

    @Override
    public boolean awaitEmpty(Duration timeout) {
        return true;
    }

    @Override
    public Optional<Path> controlGroup() {
        return Optional.empty();
    }

    @Override
    public String mechanism() {
        return "none";
    }

    @Override
    public void close() {}
}
