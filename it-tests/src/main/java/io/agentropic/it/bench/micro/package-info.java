/**
 * What single steps cost that the supervisor takes many thousand times: reading and writing what is said, and deciding.
 * {@link io.agentropic.it.bench.micro.Micro} is the entry point.
 *
 * <p>The benchmarks are public and not final because the code that runs them is generated beside them.
 */
@NullMarked
package io.agentropic.it.bench.micro;

import org.jspecify.annotations.NullMarked;
