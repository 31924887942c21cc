/**
 * What would run and on which JVM, checked before anything starts; {@link io.agentropic.program.ProgramInspector} is the
 * entry point. No class of an agent is ever loaded here: its files are only read.
 */
@NullMarked
package io.agentropic.program;

import org.jspecify.annotations.NullMarked;
