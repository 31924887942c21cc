package io.agentropic.limits;

/** A requested limit cannot be enforced on this host under {@link Enforcement#STRICT}: which, why, and the remedy. */
public final class LimitUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;
    private final String resource;
    private final String mechanism;

    /** Says which limit, which mechanism it needs, why that is not there, and what to do. */
    public LimitUnavailableException(String resource, String mechanism, String reason, String remedy) {
        super(sentence(resource, mechanism, reason) + ". " + remedy);
        this.problem = sentence(resource, mechanism, reason);
        this.remedy = remedy;
        this.resource = resource;
        this.mechanism = mechanism;
    }

    private static String sentence(String resource, String mechanism, String reason) {
        return "limit '" + resource + "' cannot be enforced here: it needs " + mechanism + ", but " + reason;
    }

    /** Which limit, which mechanism it needs, and why that is not there. */
    public String problem() {
        return problem;
    }

    /** What to do about it; the same for every limit that lacks the same thing. */
    public String remedy() {
        return remedy;
    }

    /** The limit's name as in the configuration. */
    public String resource() {
        return resource;
    }

    /** The mechanism that is missing. */
    public String mechanism() {
        return mechanism;
    }
}
