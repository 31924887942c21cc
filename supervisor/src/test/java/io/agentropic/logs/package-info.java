/** Tests of standard output and error in files. */
@NullMarked
package io.agentropic.logs;

import org.jspecify.annotations.NullMarked;
