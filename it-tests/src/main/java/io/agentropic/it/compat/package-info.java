/**
 * What ordinary Java programs do, to be done inside every fence as outside; {@link io.agentropic.it.compat.OrdinaryProgram}
 * is the entry point.
 */
@NullMarked
package io.agentropic.it.compat;

import org.jspecify.annotations.NullMarked;
