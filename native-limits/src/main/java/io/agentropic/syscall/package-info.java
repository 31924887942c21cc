/**
 * System calls in the product's words, above a thin binding that has the exact C signatures;
 * {@link io.agentropic.syscall.UnsupportedHostException} where there is none. With {@code
 * spawn}, which binds what must neither allocate nor load, the only package that knows JNA.
 */
@NullMarked
package io.agentropic.syscall;

import org.jspecify.annotations.NullMarked;
