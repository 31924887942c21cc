/**
 * The embedded library's facade; {@link io.agentropic.runtime.AgentRuntime} is the entry point.
 */
@NullMarked
package io.agentropic.runtime;

import org.jspecify.annotations.NullMarked;
