package io.agentropic.lifecycle;

import io.agentropic.cgroup.Strain;
import io.agentropic.fence.Evidence;
import io.agentropic.fence.Fence;
import io.agentropic.fence.FenceRequest;
import io.agentropic.fence.Fencing;
import io.agentropic.fence.ResourceUsage;
import io.agentropic.fence.SocketAsking;
import io.agentropic.limits.LimitReport;
import io.agentropic.limits.ResourceLimits;
import io.agentropic.syscall.Rlimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Real fences whose processes survive SIGKILL, as one that hangs in the kernel does, until {@link #letGo}. */
final class StubbornFencing implements Fencing {

    private final Fencing real;
    private volatile boolean stubborn = true;

    StubbornFencing(Fencing real) {
        this.real = real;
    }

    /** From now on a kill kills; what was killed before is to be killed again. */
    void letGo() {
        stubborn = false;
    }

    @Override
    public String marker(FenceRequest request) {
        return real.marker(request);
    }

    @Override
    public Fence prepare(FenceRequest request) {
        return new StubbornFence(real.prepare(request));
    }

    @Override
    public void requireEnforceable(FenceRequest request) {
        real.requireEnforceable(request);
    }

    @Override
    public void close() {
        real.close();
    }

    private final class StubbornFence implements Fence {

        private final Fence fence;

        private StubbornFence(Fence fence) {
            this.fence = fence;
        }

        @Override
        public void enclose(long pid) {
            fence.enclose(pid);
        }

        @Override
        public long recognize(long numberInside) {
            return fence.recognize(numberInside);
        }

        @Override
        public Map<Rlimit, Long> processLimits() {
            return fence.processLimits();
        }

        @Override
        public Optional<SocketAsking> sockets() {
            return fence.sockets();
        }

        @Override
        public List<LimitReport> limits() {
            return fence.limits();
        }

        @Override
        public void affirm(ResourceLimits limits) {
            fence.affirm(limits);
        }

        @Override
        public void update(ResourceLimits limits) {
            fence.update(limits);
        }

        @Override
        public ResourceUsage usage() {
            return fence.usage();
        }

        @Override
        public Evidence evidence() {
            return fence.evidence();
        }

        @Override
        public Strain strain() {
            return fence.strain();
        }

        @Override
        public boolean freeze(Duration timeout) {
            return fence.freeze(timeout);
        }

        @Override
        public boolean thaw(Duration timeout) {
            return fence.thaw(timeout);
        }

        @Override
        public void signal(int signal) {
            fence.signal(signal);
        }

        @Override
        public void kill() {
            if (!stubborn) {
                fence.kill();
            }
        }

        @Override
        public boolean awaitEmpty(Duration timeout) throws InterruptedException {
            return !stubborn && fence.awaitEmpty(timeout);
        }

        @Override
        public Optional<Path> controlGroup() {
            return fence.controlGroup();
        }

        @Override
        public String mechanism() {
            return fence.mechanism();
        }

        @Override
        public void close() {
            fence.close();
        }
    }
}
