/**
 * Limits in the product's own words: {@link io.agentropic.limits.ResourceLimits} is what is wanted,
 * {@link io.agentropic.limits.LimitReport} what came of it.
 */
@NullMarked
package io.agentropic.limits;

import org.jspecify.annotations.NullMarked;
