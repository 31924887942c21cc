/** Tests of the order of agents. */
@NullMarked
package io.agentropic.dependency;

import org.jspecify.annotations.NullMarked;
