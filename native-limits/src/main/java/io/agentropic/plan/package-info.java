/**
 * What holds each limit on this host; {@link io.agentropic.plan.LimitPlan} decides it from values alone, for fences and for
 * the host report alike.
 */
@NullMarked
package io.agentropic.plan;

import org.jspecify.annotations.NullMarked;
