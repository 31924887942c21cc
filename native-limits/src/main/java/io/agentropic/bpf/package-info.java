/**
 * Programs that the kernel runs for a control group when its processes use the network;
 * {@link io.agentropic.bpf.ConnectionTable} and {@link io.agentropic.bpf.NetworkGuard} are what they are for.
 */
@NullMarked
package io.agentropic.bpf;

import org.jspecify.annotations.NullMarked;
