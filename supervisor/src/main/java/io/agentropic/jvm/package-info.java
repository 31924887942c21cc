/**
 * What a specification may ask of its child JVM and put into its environment;
 * {@link io.agentropic.jvm.JvmOptionRules} is the entry point.
 */
@NullMarked
package io.agentropic.jvm;

import org.jspecify.annotations.NullMarked;
