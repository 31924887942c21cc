/**
 * Lets hostile agents attack a supervisor, a sibling and the host at each level, and says what stopped them;
 * {@link io.agentropic.it.siege.Attacks} is the entry point, {@link io.agentropic.it.siege.Siege} one level.
 */
@NullMarked
package io.agentropic.it.siege;

import org.jspecify.annotations.NullMarked;
