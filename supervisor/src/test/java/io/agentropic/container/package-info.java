/** Tests of containers. */
@NullMarked
package io.agentropic.container;

import org.jspecify.annotations.NullMarked;
