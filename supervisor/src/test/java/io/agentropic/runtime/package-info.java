/** Tests of the embedded library's facade. */
@NullMarked
package io.agentropic.runtime;

import org.jspecify.annotations.NullMarked;
