/**
 * What integration tests share; {@link io.agentropic.it.support.CleanRun} is the entry point.
 */
@NullMarked
package io.agentropic.it.support;

import org.jspecify.annotations.NullMarked;
