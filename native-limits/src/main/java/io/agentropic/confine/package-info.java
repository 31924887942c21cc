/**
 * The level {@code sandbox}: which files, calls and users stand for what a user asks; {@link
 * io.agentropic.confine.Sandbox} is the entry point.
 */
@NullMarked
package io.agentropic.confine;

import org.jspecify.annotations.NullMarked;
