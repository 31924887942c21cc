/** Tests of the wire format; {@link io.agentropic.ipc.Samples} has one message of every kind. */
@NullMarked
package io.agentropic.ipc;

import org.jspecify.annotations.NullMarked;
