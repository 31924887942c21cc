/**
 * Tests of who is admitted when.
 */
@NullMarked
package io.agentropic.schedule;

import org.jspecify.annotations.NullMarked;
