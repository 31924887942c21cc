/**
 * Who may run when not all can: {@link io.agentropic.schedule.Admission} gives the places, by priority and by how long
 * each has waited.
 */
@NullMarked
package io.agentropic.schedule;

import org.jspecify.annotations.NullMarked;
