/**
 * Workers that are started before they are needed; {@link io.agentropic.pool.WarmPool} is the entry point.
 *
 * <p>A waiting worker is a child JVM in a fence of its own that has said hello and was not told yet what to run. It becomes
 * one agent, once, after every limit was set again and read back; else it is ended.
 */
@NullMarked
package io.agentropic.pool;

import org.jspecify.annotations.NullMarked;
