/**
 * The commands; {@link io.agentropic.cli.Cli} is the entry point. Results go to standard output, messages to standard
 * error. Commands that talk to a running supervisor load neither Netty nor native code.
 */
@NullMarked
package io.agentropic.cli;

import org.jspecify.annotations.NullMarked;
