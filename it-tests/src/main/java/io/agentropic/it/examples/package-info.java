/**
 * Programs that embed the supervisor, small enough to read; {@link io.agentropic.it.examples.Embedding} is the first.
 */
@NullMarked
package io.agentropic.it.examples;

import org.jspecify.annotations.NullMarked;
