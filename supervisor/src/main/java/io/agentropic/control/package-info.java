/**
 * How commands reach a running supervisor: one line of JSON each way over a Unix-domain socket in its run directory.
 * {@link io.agentropic.control.ControlServer} answers, {@link io.agentropic.control.ControlClient} asks; the client
 * loads nothing heavy, because commands have to be quick.
 */
@NullMarked
package io.agentropic.control;

import org.jspecify.annotations.NullMarked;
