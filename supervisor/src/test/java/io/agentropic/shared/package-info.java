/** Tests of what the supervisor keeps of agents that share a JVM. */
@NullMarked
package io.agentropic.shared;

import org.jspecify.annotations.NullMarked;
