/**
 * Why an incarnation ended, with the evidence; {@link io.agentropic.exit.ExitReport} is what users see, {@link
 * io.agentropic.exit.ExitClassifier} decides.
 */
@NullMarked
package io.agentropic.exit;

import org.jspecify.annotations.NullMarked;
