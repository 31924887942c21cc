/**
 * Whether and when an agent is started again; {@link io.agentropic.restart.RestartHistory} decides, without I/O and with
 * the clock handed in.
 */
@NullMarked
package io.agentropic.restart;

import org.jspecify.annotations.NullMarked;
