/** Tests of the batches. */
@NullMarked
package io.agentropic.ipc.batch;

import org.jspecify.annotations.NullMarked;
