/** Tests of programs as files. */
@NullMarked
package io.agentropic.program;

import org.jspecify.annotations.NullMarked;
