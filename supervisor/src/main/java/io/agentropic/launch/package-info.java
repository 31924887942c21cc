/**
 * From a specification to a fenced child at its gate; {@link io.agentropic.launch.ChildLauncher} is the entry point.
 */
@NullMarked
package io.agentropic.launch;

import org.jspecify.annotations.NullMarked;
