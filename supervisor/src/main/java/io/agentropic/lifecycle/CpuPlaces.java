package io.agentropic.lifecycle;

import io.agentropic.fence.CpuPlace;
import io.agentropic.spec.AgentSpec;

/** Tells where an agent stands among others that want processors, when it starts. Any thread may ask. */
@FunctionalInterface
public interface CpuPlaces {

    /** Where this one stands. */
    CpuPlace of(AgentSpec spec);
}
