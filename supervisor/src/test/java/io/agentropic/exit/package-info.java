/** Tests of the causes of ends and their reports. */
@NullMarked
package io.agentropic.exit;

import org.jspecify.annotations.NullMarked;
