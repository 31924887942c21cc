/** Durations as users write them, and what they may be; {@link io.agentropic.time.DurationText} reads and writes them. */
@NullMarked
package io.agentropic.time;

import org.jspecify.annotations.NullMarked;
