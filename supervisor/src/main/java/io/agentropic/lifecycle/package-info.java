/**
 * One agent's life as a thread and an inbox; {@link io.agentropic.lifecycle.Agent} is the entry point.
 *
 * <p>Everything that happens to an agent arrives in its inbox, and only its own thread acts on it. Where it is in its life
 * is a {@link io.agentropic.lifecycle.Phase}; each phase is a small class that answers a signal with the next phase.
 */
@NullMarked
package io.agentropic.lifecycle;

import org.jspecify.annotations.NullMarked;
