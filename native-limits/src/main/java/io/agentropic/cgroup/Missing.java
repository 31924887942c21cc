package io.agentropic.cgroup;

/**
 * Why something is not there, and what to do about it.
 *
 * @param reason a clause that can follow "but"
 * @param remedy one or more sentences, with commands ready to paste
 */
public record Missing(String reason, String remedy) {}
