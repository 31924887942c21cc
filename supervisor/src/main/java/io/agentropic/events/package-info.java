/**
 * What happened, told to whoever listens; {@link io.agentropic.events.EventBus} is the entry point.
 */
@NullMarked
package io.agentropic.events;

import org.jspecify.annotations.NullMarked;
