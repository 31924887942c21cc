/**
 * Standard output and error of agents, in files; {@link io.agentropic.logs.AgentLogs} is the pair of one agent.
 */
@NullMarked
package io.agentropic.logs;

import org.jspecify.annotations.NullMarked;
