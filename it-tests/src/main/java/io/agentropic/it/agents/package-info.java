/**
 * Sample agents, well-behaved and hostile, for JVMs from 17 on; {@link io.agentropic.it.agents.ChildProgram} is the
 * entry point of those that know nothing of the supervisor.
 */
@NullMarked
package io.agentropic.it.agents;

import org.jspecify.annotations.NullMarked;
