/**
 * The level {@code process}: an agent in namespaces of its own, built by bubblewrap; {@link
 * io.agentropic.namespace.NamespaceIsolation} is the entry point.
 */
@NullMarked
package io.agentropic.namespace;

import org.jspecify.annotations.NullMarked;
