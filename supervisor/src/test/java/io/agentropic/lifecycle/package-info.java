/** Tests of agents' lives, part by part. */
@NullMarked
package io.agentropic.lifecycle;

import org.jspecify.annotations.NullMarked;
