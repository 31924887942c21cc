/** Tests of commands over a real socket. */
@NullMarked
package io.agentropic.control;

import org.jspecify.annotations.NullMarked;
