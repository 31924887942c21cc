/** What may know what, over all modules. */
@NullMarked
package io.agentropic.architecture;

import org.jspecify.annotations.NullMarked;
