/**
 * The kernel without the JDK in between: raw system calls and machine code through {@code java.lang.foreign};
 * {@link io.agentropic.it.kernel.Kernel} is the entry point.
 */
@NullMarked
package io.agentropic.it.kernel;

import org.jspecify.annotations.NullMarked;
