/**
 * Where workers connect; {@link io.agentropic.gateway.Gateway} is the entry point and the only place with Netty.
 *
 * <p>Nothing runs on its event loop beyond bytes → message → inbox, or the connection of the agent that a message is for.
 */
@NullMarked
package io.agentropic.gateway;

import org.jspecify.annotations.NullMarked;
