/**
 * The program inside each child JVM; {@link io.agentropic.worker.WorkerMain} is its main class.
 *
 * <p>It connects to the supervisor, runs one agent on the thread {@code main}, and sees to it that the JVM never outlives
 * the supervisor. Its own threads are daemons named {@code agentropic-*}. What runs before the agent does is kept free of
 * lambdas, formats, regular expressions and {@code java.lang.management}: each costs milliseconds in a cold JVM, and every
 * start of every agent pays them.
 */
@NullMarked
package io.agentropic.worker;

import org.jspecify.annotations.NullMarked;
