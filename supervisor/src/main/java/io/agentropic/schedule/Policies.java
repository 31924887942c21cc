package io.agentropic.schedule;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;

/** The policies by their words. */
public final class Policies {

    /** {@link FairShare}. */
    public static final String FAIR_SHARE = "fair-share";

    /** {@link PriorityPolicy}. */
    public static final String PRIORITY = "priority";

    /** {@link RoundRobin}. */
    public static final String ROUND_ROBIN = "round-robin";

    /** {@link RateBased}. */
    public static final String RATE_BASED = "rate-based";

    private static final List<String> WORDS = List.of(FAIR_SHARE, PRIORITY, ROUND_ROBIN, RATE_BASED);

    private Policies() {}

    /** The words of those that are built in. */
    public static List<String> words() {
        return WORDS;
    }

    /** Whether the policy is nothing without the kernel's weights and maxima. */
    static boolean needsController(String word) {
        return word.equals(FAIR_SHARE) || word.equals(RATE_BASED);
    }

    /** What is wrong with the word for a policy; makes nothing and runs nothing of the class. */
    static Optional<String> problem(String word) {
        if (WORDS.contains(word)) {
            return Optional.empty();
        }
        String allowed =
                "; allowed are " + String.join(", ", WORDS) + ", or the name of a class on the supervisor's class"
                        + " path that implements " + SchedulingPolicy.class.getName();
        try {
            Class<?> type = Class.forName(word, false, Policies.class.getClassLoader());
            if (!SchedulingPolicy.class.isAssignableFrom(type)) {
                return Optional.of("'" + word + "' does not implement " + SchedulingPolicy.class.getName() + allowed);
            }
            boolean open = Modifier.isPublic(type.getModifiers())
                    && Modifier.isPublic(type.getDeclaredConstructor().getModifiers());
            return open ? Optional.empty() : Optional.of("'" + word + "' has no public constructor" + allowed);
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.of("'" + word + "' is none" + allowed);
        } catch (NoSuchMethodException e) {
            return Optional.of("'" + word + "' has no constructor without parameters" + allowed);
        }
    }

    /**
     * A fresh policy.
     *
     * @throws IllegalArgumentException when there is none of that name, or it cannot be made
     */
    static SchedulingPolicy of(SchedulingConfig config) {
        String word = config.policyWord();
        return switch (word) {
            case FAIR_SHARE -> new FairShare();
            case PRIORITY -> new PriorityPolicy(config.timeSlice());
            case ROUND_ROBIN -> new RoundRobin(config.timeSlice());
            case RATE_BASED -> new RateBased();
            default -> made(word);
        };
    }

    private static SchedulingPolicy made(String word) {
        problem(word).ifPresent(problem -> {
            throw new IllegalArgumentException("policy " + problem);
        });
        try {
            return Class.forName(word)
                    .asSubclass(SchedulingPolicy.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException("policy '" + word + "' cannot be made: " + e, e);
        }
    }
}
