/** Tests of the configuration file. */
@NullMarked
package io.agentropic.time;

import org.jspecify.annotations.NullMarked;
