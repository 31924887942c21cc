/**
 * The launcher jar's first steps, runnable on any JVM from 17 on; {@link io.agentropic.bootstrap.Launcher} is the main
 * class.
 */
@NullMarked
package io.agentropic.bootstrap;

import org.jspecify.annotations.NullMarked;
