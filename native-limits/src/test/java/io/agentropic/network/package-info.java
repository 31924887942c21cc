/** Network limits around a real child that opens sockets; {@link io.agentropic.network.SocketUser} is its program. */
@NullMarked
package io.agentropic.network;

import org.jspecify.annotations.NullMarked;
