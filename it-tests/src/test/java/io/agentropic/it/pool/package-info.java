/** Workers that wait for agents, and the agents that they become; {@link io.agentropic.it.pool.WarmPoolTest} begins. */
@NullMarked
package io.agentropic.it.pool;

import org.jspecify.annotations.NullMarked;
