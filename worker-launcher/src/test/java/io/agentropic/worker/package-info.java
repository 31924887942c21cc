/** Tests of the worker as a real child JVM; {@link io.agentropic.worker.Child} starts one against a small supervisor. */
@NullMarked
package io.agentropic.worker;

import org.jspecify.annotations.NullMarked;
