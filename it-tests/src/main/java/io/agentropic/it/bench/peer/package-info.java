/**
 * Other supervisors that do the same work in the same run; {@link io.agentropic.it.bench.peer.Peers} is the entry point.
 *
 * <p>Each runs with files of its own in a temporary directory, and nothing of it is left afterwards.
 */
@NullMarked
package io.agentropic.it.bench.peer;

import org.jspecify.annotations.NullMarked;
