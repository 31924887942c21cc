/**
 * The configuration file; {@link io.agentropic.config.ConfigurationReader} reads it and reports everything that is wrong
 * with it at once, each problem with its line and column.
 */
@NullMarked
package io.agentropic.config;

import org.jspecify.annotations.NullMarked;
