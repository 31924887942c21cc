/**
 * A limit of live sockets for users without privileges: a seccomp filter asks the supervisor for each socket;
 * {@link io.agentropic.notify.SocketBroker} answers.
 */
@NullMarked
package io.agentropic.notify;

import org.jspecify.annotations.NullMarked;
