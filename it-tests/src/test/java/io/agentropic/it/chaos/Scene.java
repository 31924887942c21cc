package io.agentropic.it.chaos;

import io.agentropic.runtime.AgentRuntime;
import java.nio.file.Path;

/**
 * What all agents of a run have in common.
 *
 * @param runtime the supervisor that is put to the test
 * @param chronicle what it said
 * @param census what the kernel says
 * @param violations what must never be
 * @param scratch where lives leave their traces
 */
record Scene(AgentRuntime runtime, Chronicle chronicle, Census census, Violations violations, Path scratch) {}
