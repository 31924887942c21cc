@NullMarked
package io.agentropic.breaker;

import org.jspecify.annotations.NullMarked;
