/**
 * What goes over the wire between the supervisor and a worker; {@link io.agentropic.ipc.FrameCodec} is the entry point.
 *
 * <p>Frames are {@code u32 length | u8 type | u32 agent reference | body}, big-endian. The package does no I/O and holds
 * no threads.
 */
@NullMarked
package io.agentropic.ipc;

import org.jspecify.annotations.NullMarked;
