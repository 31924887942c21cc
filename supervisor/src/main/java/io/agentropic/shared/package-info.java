/**
 * Agents that share one JVM, each a virtual thread in it; {@link io.agentropic.shared.SharedLevel} is the entry point.
 *
 * <p>The JVM is an agent itself, supervised as any other. Of those that live in it the supervisor keeps a few words each and
 * no thread.
 */
@NullMarked
package io.agentropic.shared;

import org.jspecify.annotations.NullMarked;
