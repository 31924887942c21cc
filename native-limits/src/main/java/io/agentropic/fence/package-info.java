/**
 * Fences around one incarnation of an agent; {@link io.agentropic.fence.Fences} builds them with what this host has.
 */
@NullMarked
package io.agentropic.fence;

import org.jspecify.annotations.NullMarked;
