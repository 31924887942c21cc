/**
 * Processes as {@code /proc} shows them; {@link io.agentropic.process.ProcessTree} says which belong to one agent,
 * and stops and kills them.
 */
@NullMarked
package io.agentropic.process;

import org.jspecify.annotations.NullMarked;
