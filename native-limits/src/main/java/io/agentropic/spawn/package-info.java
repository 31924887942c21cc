/**
 * Starts a child that is confined before its first instruction, from a JVM that stays free; {@link
 * io.agentropic.spawn.ConfinedSpawn} is the entry point.
 */
@NullMarked
package io.agentropic.spawn;

import org.jspecify.annotations.NullMarked;
