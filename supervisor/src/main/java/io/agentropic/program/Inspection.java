package io.agentropic.program;

import io.agentropic.spec.InvalidSpecException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came of looking at something a user named: the thing itself, or everything that is wrong with it.
 *
 * @param <T> the thing
 */
public sealed interface Inspection<T> {

    /** Nothing is wrong. */
    record Passed<T>(T value) implements Inspection<T> {}

    /**
     * It cannot be used.
     *
     * @param violations at least one sentence
     */
    record Refused<T>(List<String> violations) implements Inspection<T> {
        /** Copies the list. */
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /** Runs {@code look}; a {@link Violation} that it throws is the one thing wrong. */
    static <T> Inspection<T> of(Supplier<T> look) {
        try {
            return new Passed<>(look.get());
        } catch (Violation violation) {
            return new Refused<>(List.of(violation.sentence()));
        }
    }

    /** Everything that is wrong, one sentence each; empty when nothing is. */
    default List<String> violations() {
        return switch (this) {
            case Passed<T> _ -> List.of();
            case Refused<T>(List<String> violations) -> violations;
        };
    }

    /** The thing, when nothing is wrong with it. */
    default Optional<T> passed() {
        return switch (this) {
            case Passed<T>(T value) -> Optional.of(value);
            case Refused<T> _ -> Optional.empty();
        };
    }

    /**
     * The thing.
     *
     * @param subject whose specification it belongs to, for the message
     * @throws InvalidSpecException with all violations, when it cannot be used
     */
    default T require(String subject) {
        return switch (this) {
            case Passed<T>(T value) -> value;
            case Refused<T>(List<String> violations) -> throw new InvalidSpecException(subject, violations);
        };
    }
}
