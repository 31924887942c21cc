/** Tests of what users write in specifications. */
@NullMarked
package io.agentropic.spec;

import org.jspecify.annotations.NullMarked;
