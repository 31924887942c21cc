/**
 * Takes looks at agents; {@link io.agentropic.probe.Prober} repeats them. What they mean is decided in {@code
 * io.agentropic.health}.
 */
@NullMarked
package io.agentropic.probe;

import org.jspecify.annotations.NullMarked;
