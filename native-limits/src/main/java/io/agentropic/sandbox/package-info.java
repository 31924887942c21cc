/**
 * What a user asks of the levels that confine hostile code, in the user's words; {@link
 * io.agentropic.sandbox.SandboxConfig} is the entry point.
 */
@NullMarked
package io.agentropic.sandbox;

import org.jspecify.annotations.NullMarked;
