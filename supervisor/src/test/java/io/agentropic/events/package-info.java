/** Tests of telling what happened. */
@NullMarked
package io.agentropic.events;

import org.jspecify.annotations.NullMarked;
