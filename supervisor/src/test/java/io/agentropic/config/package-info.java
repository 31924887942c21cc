/** Tests of the configuration file. */
@NullMarked
package io.agentropic.config;

import org.jspecify.annotations.NullMarked;
