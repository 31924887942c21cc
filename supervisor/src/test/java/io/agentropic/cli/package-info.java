/** Tests of the commands. */
@NullMarked
package io.agentropic.cli;

import org.jspecify.annotations.NullMarked;
