/**
 * What agents wait for in each other: {@link io.agentropic.dependency.DependencyGraph} knows the order,
 * {@link io.agentropic.dependency.Dependencies} whether one agent may start.
 */
@NullMarked
package io.agentropic.dependency;

import org.jspecify.annotations.NullMarked;
