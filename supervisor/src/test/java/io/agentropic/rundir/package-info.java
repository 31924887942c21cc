/** Tests of the run directory. */
@NullMarked
package io.agentropic.rundir;

import org.jspecify.annotations.NullMarked;
