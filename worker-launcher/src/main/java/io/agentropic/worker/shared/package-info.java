/**
 * The program of a JVM that many agents share, each a virtual thread; {@link io.agentropic.worker.shared.SharedHost} is the
 * entry point. It is an agent itself, to the supervisor as well as to the worker.
 */
@NullMarked
package io.agentropic.worker.shared;

import org.jspecify.annotations.NullMarked;
