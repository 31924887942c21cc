package io.agentropic.fence;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is worked out when it is first asked for. Any thread may ask. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> source;

    /** Guarded by this. */
    private Optional<T> value = Optional.empty();

    private Once(Supplier<T> source) {
        this.source = source;
    }

    static <T> Once<T> of(Supplier<T> source) {
        return new Once<>(source);
    }

    @Override
    public synchronized T get() {
        T known = value.orElseGet(source);
        value = Optional.of(known);
        return known;
    }
}
