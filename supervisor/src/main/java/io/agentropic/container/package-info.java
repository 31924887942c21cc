/**
 * The level {@code container}: an agent in an OCI container; {@link io.agentropic.container.ContainerRuntime} is the entry
 * point.
 */
@NullMarked
package io.agentropic.container;

import org.jspecify.annotations.NullMarked;
