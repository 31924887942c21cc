/**
 * What the supervisor costs, measured beside the floor that nothing can go below; {@link io.agentropic.it.bench.Bench} is
 * the entry point.
 */
@NullMarked
package io.agentropic.it.bench;

import org.jspecify.annotations.NullMarked;
