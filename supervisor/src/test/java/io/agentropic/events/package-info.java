@NullMarked
package io.agentropic.events;

import org.jspecify.annotations.NullMarked;
