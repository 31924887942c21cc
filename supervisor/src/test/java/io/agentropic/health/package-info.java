/** Tests of what looks at agents mean. */
@NullMarked
package io.agentropic.health;

import org.jspecify.annotations.NullMarked;
