/**
 * What users see of an agent's life; {@link io.agentropic.status.AgentStatus} has all of it.
 */
@NullMarked
package io.agentropic.status;

import org.jspecify.annotations.NullMarked;
