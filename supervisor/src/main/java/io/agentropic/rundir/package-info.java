/**
 * The directory that a running supervisor owns; {@link io.agentropic.rundir.RunDirectory} opens it.
 */
@NullMarked
package io.agentropic.rundir;

import org.jspecify.annotations.NullMarked;
