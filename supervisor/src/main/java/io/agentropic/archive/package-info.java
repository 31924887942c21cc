/**
 * Archives of classes that let worker JVMs start faster, made in the background on first use and kept from run to run;
 * {@link io.agentropic.archive.ClassArchives} is the entry point.
 */
@NullMarked
package io.agentropic.archive;

import org.jspecify.annotations.NullMarked;
