/** Which options and variables a child may be given. */
@NullMarked
package io.agentropic.jvm;

import org.jspecify.annotations.NullMarked;
