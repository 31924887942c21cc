/**
 * What Landlock is told to let through, by the version that the kernel has; {@link io.agentropic.landlock.LandlockRules}
 * is the entry point. Values only: nothing here calls the kernel.
 */
@NullMarked
package io.agentropic.landlock;

import org.jspecify.annotations.NullMarked;
