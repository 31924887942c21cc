/**
 * What the supervisor and a JVM that many agents share say to each other, many small records in one payload;
 * {@link io.agentropic.ipc.batch.BatchQueue} is the entry point.
 *
 * <p>A batch is a {@code u8} version and records, each a {@code u8} type, an agent's number as a varint, and a body. The
 * package does no I/O and holds no threads.
 */
@NullMarked
package io.agentropic.ipc.batch;

import org.jspecify.annotations.NullMarked;
