package io.agentropic.host;

/**
 * Whether this host can hold one limit.
 *
 * @param resource the limit's name as in the configuration
 * @param enforceable whether strict enforcement accepts it
 * @param mechanism what holds it, or what best effort uses instead; {@code none} when there is nothing
 * @param reason why it cannot be held; empty when it can
 * @param remedy what to do about it, ready to paste where it is a command; empty when nothing is missing
 */
public record LimitCapability(String resource, boolean enforceable, String mechanism, String reason, String remedy) {}
