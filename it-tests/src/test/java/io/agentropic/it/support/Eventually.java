package io.agentropic.it.support;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for facts, with deadlines that a slow machine keeps too. */
public final class Eventually {

    /** How long a fact may take when nothing else is said; a kernel that was booted for the tests has one slow processor. */
    public static final Duration GENEROUS = Duration.ofSeconds(Lane.group().isPresent() ? 180 : 60);

    private Eventually() {}

    /** Returns as soon as {@code fact} holds; fails after {@link #GENEROUS}. */
    public static void eventually(String description, BooleanSupplier fact) throws InterruptedException {
        within(GENEROUS, () -> description, fact);
    }

    /** Returns as soon as {@code fact} holds; fails with the description as of that moment after {@code limit}. */
    public static void within(Duration limit, Supplier<String> description, BooleanSupplier fact)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + description.get());
            }
            Thread.sleep(20);
        }
    }
}
