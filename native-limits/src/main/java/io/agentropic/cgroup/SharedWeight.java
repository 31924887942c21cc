package io.agentropic.cgroup;

/**
 * A group between the run and its agents, which have one weight together.
 *
 * @param name names it within the run
 * @param weight against its siblings, 1 to 10000
 */
public record SharedWeight(String name, int weight) {

    /** Before the name of its directory; no agent's begins like this. */
    static final String PREFIX = "_";
}
