/**
 * Agents that are supervised together; {@link io.agentropic.group.Group} owns the state of one group,
 * {@link io.agentropic.group.GroupCourse} decides.
 */
@NullMarked
package io.agentropic.group;

import org.jspecify.annotations.NullMarked;
