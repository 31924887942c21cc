/**
 * What the looks at an agent mean; {@link io.agentropic.health.HealthJudge} decides. Values and instants only: who takes
 * the looks is {@code io.agentropic.probe}.
 */
@NullMarked
package io.agentropic.health;

import org.jspecify.annotations.NullMarked;
