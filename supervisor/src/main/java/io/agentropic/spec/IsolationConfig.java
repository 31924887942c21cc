package io.agentropic.spec;

import io.agentropic.limits.ResourceLimits;
import io.agentropic.sandbox.SandboxConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The fences around an agent.
 *
 * @param level how strong they are; default {@link IsolationLevel#RESOURCE_LIMITS}
 * @param limits what the agent may use; default {@link ResourceLimits#NONE}
 * @param sandbox what it may reach, from level {@link IsolationLevel#SANDBOX} on; default {@link SandboxConfig#DEFAULT}
 */
public record IsolationConfig(IsolationLevel level, ResourceLimits limits, SandboxConfig sandbox) {

    /** Resource limits with nothing limited. */
    public static final IsolationConfig DEFAULT =
            new IsolationConfig(IsolationLevel.RESOURCE_LIMITS, ResourceLimits.NONE);

    /** A configuration with {@link SandboxConfig#DEFAULT}. */
    public IsolationConfig(IsolationLevel level, ResourceLimits limits) {
        this(level, limits, SandboxConfig.DEFAULT);
    }

    /** The same configuration with other limits. */
    public IsolationConfig withLimits(ResourceLimits others) {
        return new IsolationConfig(level, others, sandbox);
    }

    /** Everything that is wrong with the values, as sentences that begin with the key; empty when nothing is. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        if (!level.confines() && !sandbox.equals(SandboxConfig.DEFAULT)) {
            violations.add("sandbox has no effect at isolation '" + level.word() + "'; set 'isolation: sandbox'");
        }
        if (level == IsolationLevel.SANDBOX && sandbox.tmpSize() != null) {
            violations.add(
                    "sandbox.tmpSize cannot be held at isolation 'sandbox', which mounts nothing; leave it out, or"
                            + " use isolation 'process'");
        }
        if (level != IsolationLevel.CONTAINER && sandbox.rootfs() != null) {
            violations.add(
                    "sandbox.rootfs has no effect at isolation '" + level.word() + "'; set 'isolation: container'");
        }
        violations.addAll(sandbox.violations());
        return violations;
    }

    /** A builder that starts from {@link #DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the fences of one agent; not thread-safe. */
    public static final class Builder {
        private IsolationLevel level = DEFAULT.level();
        private ResourceLimits limits = DEFAULT.limits();
        private SandboxConfig sandbox = DEFAULT.sandbox();

        private Builder() {}

        /** How strong the fences are. */
        public Builder level(IsolationLevel level) {
            this.level = level;
            return this;
        }

        /** What the agent may use. */
        public Builder limits(ResourceLimits limits) {
            this.limits = limits;
            return this;
        }

        /** What it may reach; from level {@link IsolationLevel#SANDBOX} on. */
        public Builder sandbox(SandboxConfig sandbox) {
            this.sandbox = sandbox;
            return this;
        }

        /** The configuration collected so far. */
        public IsolationConfig build() {
            return new IsolationConfig(level, limits, sandbox);
        }
    }
}
