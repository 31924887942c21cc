/**
 * Who may run when not all can, and who gets the processors: {@link io.agentropic.schedule.Admission} gives the places, by
 * priority and by how long each has waited; {@link io.agentropic.schedule.Scheduler} asks a policy about those that run.
 */
@NullMarked
package io.agentropic.schedule;

import org.jspecify.annotations.NullMarked;
