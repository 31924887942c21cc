/**
 * Processes as {@code /proc} shows them; {@link io.agentropic.process.ProcessTable} lists them.
 */
@NullMarked
package io.agentropic.process;

import org.jspecify.annotations.NullMarked;
