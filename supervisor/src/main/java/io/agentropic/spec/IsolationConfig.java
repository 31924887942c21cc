package io.agentropic.spec;

import io.agentropic.limits.ResourceLimits;

/**
 * The fences around an agent.
 *
 * @param level how strong they are; default {@link IsolationLevel#RESOURCE_LIMITS}
 * @param limits what the agent may use; default {@link ResourceLimits#NONE}
 */
public record IsolationConfig(IsolationLevel level, ResourceLimits limits) {

    /** Resource limits with nothing limited. */
    public static final IsolationConfig DEFAULT =
            new IsolationConfig(IsolationLevel.RESOURCE_LIMITS, ResourceLimits.NONE);

    /** A builder that starts from {@link #DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the fences of one agent; not thread-safe. */
    public static final class Builder {
        private IsolationLevel level = DEFAULT.level();
        private ResourceLimits limits = DEFAULT.limits();

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

        /** The configuration collected so far. */
        public IsolationConfig build() {
            return new IsolationConfig(level, limits);
        }
    }
}
