package io.agentropic.plan;

import io.agentropic.limits.LimitUnavailableException;
import io.agentropic.plan.Holding.Shortfall;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What keeps each promise of an isolation level here. A level is whole or refused: no kind of enforcement starts an agent
 * at a level that lacks one of its promises.
 *
 * @param level its word in configuration files
 * @param promises each with what keeps it, or what is missing
 * @param notPromised what the level does not hold on this host, as clauses
 */
public record LevelPlan(String level, List<Promise> promises, List<String> notPromised) {

    /** Copies the lists. */
    public LevelPlan {
        promises = List.copyOf(promises);
        notPromised = List.copyOf(notPromised);
    }

    /** One promise: {@code files}, {@code network: none}. */
    public sealed interface Promise {

        /** What is promised. */
        String what();

        /** Kept, by these mechanisms. */
        record Kept(String what, List<String> mechanisms) implements Promise {
            /** Copies the list. */
            public Kept {
                mechanisms = List.copyOf(mechanisms);
            }
        }

        /** Not to be kept here. */
        record Missing(String what, Shortfall why) implements Promise {}
    }

    /** The first promise that cannot be kept; empty when the level is whole. */
    public Optional<Promise.Missing> missing() {
        return promises.stream()
                .flatMap(promise -> promise instanceof Promise.Missing missing ? Stream.of(missing) : Stream.empty())
                .findFirst();
    }

    /** What keeps the promises, each mechanism once. */
    public List<String> mechanisms() {
        return promises.stream()
                .flatMap(promise -> promise instanceof Promise.Kept kept ? kept.mechanisms().stream() : Stream.empty())
                .distinct()
                .toList();
    }

    /**
     * Passes when every promise is kept.
     *
     * @throws LimitUnavailableException naming the first that is not, why, and the remedy
     */
    public void requireWhole() {
        missing().ifPresent(promise -> {
            Shortfall why = promise.why();
            throw LimitUnavailableException.ofLevel(
                    level, promise.what(), why.mechanism(), why.reason(), why.remedy() + ".");
        });
    }
}
