/** Tests of documents and their text. */
@NullMarked
package io.agentropic.json;

import org.jspecify.annotations.NullMarked;
