/** Tests of restart decisions. */
@NullMarked
package io.agentropic.restart;

import org.jspecify.annotations.NullMarked;
