package io.agentropic.limits;

/**
 * A requested limit cannot be enforced on this host under {@link Enforcement#STRICT}, or a level of isolation cannot keep
 * one of its promises here under either: which, why, and the remedy.
 */
public final class LimitUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;
    private final String resource;
    private final String mechanism;

    private LimitUnavailableException(String problem, String resource, Mechanism missing, String remedy) {
        super(problem + ". " + remedy);
        this.problem = problem;
        this.remedy = remedy;
        this.resource = resource;
        this.mechanism = missing.name();
    }

    private record Mechanism(String name, String reason) {
        String clause() {
            return ": it needs " + name + ", but " + reason;
        }
    }

    /** Says which limit, which mechanism it needs, why that is not there, and what to do. */
    public LimitUnavailableException(String resource, String mechanism, String reason, String remedy) {
        this(
                "limit '" + resource + "' cannot be enforced here" + new Mechanism(mechanism, reason).clause(),
                resource,
                new Mechanism(mechanism, reason),
                remedy);
    }

    /** Says which promise of which level cannot be kept, what it needs, why that is not there, and what to do. */
    public static LimitUnavailableException ofLevel(
            String level, String promise, String mechanism, String reason, String remedy) {
        var missing = new Mechanism(mechanism, reason);
        return new LimitUnavailableException(
                "isolation '" + level + "' cannot promise " + promise + " here" + missing.clause(),
                "isolation",
                missing,
                remedy);
    }

    /** Which limit, which mechanism it needs, and why that is not there. */
    public String problem() {
        return problem;
    }

    /** What to do about it; the same for every limit that lacks the same thing. */
    public String remedy() {
        return remedy;
    }

    /** The limit's name as in the configuration; {@code isolation} where it is a level that is missing. */
    public String resource() {
        return resource;
    }

    /** The mechanism that is missing. */
    public String mechanism() {
        return mechanism;
    }
}
