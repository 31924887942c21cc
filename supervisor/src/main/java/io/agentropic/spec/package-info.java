/**
 * What a user asks for, as values; {@link io.agentropic.spec.AgentSpec} is the entry point.
 */
@NullMarked
package io.agentropic.spec;

import org.jspecify.annotations.NullMarked;
