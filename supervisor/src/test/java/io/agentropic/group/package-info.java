/** Tests of what groups decide. */
@NullMarked
package io.agentropic.group;

import org.jspecify.annotations.NullMarked;
