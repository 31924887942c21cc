package io.agentropic.dependency;

/** Is told how an agent stands. Called on that agent's thread; must only take note. */
@FunctionalInterface
public interface Watcher {

    /**
     * The agent stands like this now.
     *
     * @return {@code false} when nobody wants to know any more
     */
    boolean saw(Standing standing);
}
