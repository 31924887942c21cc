/** Tests of the gateway, over a real socket. */
@NullMarked
package io.agentropic.gateway;

import org.jspecify.annotations.NullMarked;
