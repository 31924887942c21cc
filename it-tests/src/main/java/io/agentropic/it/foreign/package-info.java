/**
 * Programs that reach past the JVM's own bounds; {@link io.agentropic.it.foreign.NativeProgram} is the entry point.
 */
@NullMarked
package io.agentropic.it.foreign;

import org.jspecify.annotations.NullMarked;
