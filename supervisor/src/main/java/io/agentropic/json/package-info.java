/**
 * The product's JSON documents and a small tree to read and write them; {@link io.agentropic.json.Json} is the entry
 * point. Documents carry {@code apiVersion} and {@code kind} and only ever grow; units are seconds and bytes, instants
 * RFC 3339 in UTC.
 */
@NullMarked
package io.agentropic.json;

import org.jspecify.annotations.NullMarked;
