/**
 * Whether and when an agent is started again, as pure functions; {@link io.agentropic.restart.RestartDecision} is what
 * comes out.
 */
@NullMarked
package io.agentropic.restart;

import org.jspecify.annotations.NullMarked;
