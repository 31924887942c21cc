package io.agentropic.pool;

import io.agentropic.fence.FenceRequest;
import io.agentropic.launch.LaunchProfile;
import io.agentropic.launch.ResolvedProgram;
import io.agentropic.spec.AgentSpec;

/**
 * How a worker is made that can become an agent like this one.
 *
 * @param spec the agent's specification
 * @param program its program
 * @param request the fence that it wants
 * @param profile what is settled when its JVM starts
 */
public record Recipe(AgentSpec spec, ResolvedProgram program, FenceRequest request, LaunchProfile profile) {}
