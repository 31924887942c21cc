/** Tests of the program of a shared JVM. */
@NullMarked
package io.agentropic.worker.shared;

import org.jspecify.annotations.NullMarked;
