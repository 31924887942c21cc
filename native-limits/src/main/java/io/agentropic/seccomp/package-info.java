/**
 * Which system calls a confined JVM may make, as a program for the kernel; {@link io.agentropic.seccomp.SyscallPolicy} is
 * the entry point. Values only: nothing here calls the kernel.
 */
@NullMarked
package io.agentropic.seccomp;

import org.jspecify.annotations.NullMarked;
