/**
 * Faults at random under twenty agents, while invariants are checked; {@link io.agentropic.it.chaos.ChaosTest} is the entry
 * point.
 */
@NullMarked
package io.agentropic.it.chaos;

import org.jspecify.annotations.NullMarked;
