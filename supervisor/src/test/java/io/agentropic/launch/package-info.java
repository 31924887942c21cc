/** Tests of starting children. */
@NullMarked
package io.agentropic.launch;

import org.jspecify.annotations.NullMarked;
