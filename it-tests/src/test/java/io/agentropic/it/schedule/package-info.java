/** How agents that run share the processors: {@link io.agentropic.it.schedule.SharesTest} counts what each was given. */
@NullMarked
package io.agentropic.it.schedule;

import org.jspecify.annotations.NullMarked;
