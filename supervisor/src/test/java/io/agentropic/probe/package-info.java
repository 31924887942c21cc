/** Tests of looks at agents. */
@NullMarked
package io.agentropic.probe;

import org.jspecify.annotations.NullMarked;
