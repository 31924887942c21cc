package io.agentropic.launch;

import io.agentropic.program.InspectedProgram;
import io.agentropic.program.JavaHome;

/**
 * A program that was found and may be started, and the JVM that runs it.
 *
 * @param program what is run
 * @param java what it is run on
 */
public record ResolvedProgram(InspectedProgram program, JavaHome java) {}
