/**
 * What agents are written against; {@link io.agentropic.agent.Agent} is the entry point.
 *
 * <p>An agent is a class that implements {@code Agent}; everything it is told, and everything it tells, goes through its
 * {@link io.agentropic.agent.AgentContext}. The package needs nothing but a JVM of version 17 or later.
 */
@NullMarked
package io.agentropic.agent;

import org.jspecify.annotations.NullMarked;
