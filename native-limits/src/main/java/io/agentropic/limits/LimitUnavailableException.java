package io.agentropic.limits;

/** A requested limit cannot be enforced on this host under {@link Enforcement#STRICT}: which, why, and the remedy. */
public final class LimitUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String resource;
    private final String mechanism;

    /** Says which limit, which mechanism it needs, why that is not there, and what to do. */
    public LimitUnavailableException(String resource, String mechanism, String reason, String remedy) {
        super("limit '" + resource + "' cannot be enforced here: it needs " + mechanism + ", but " + reason + ". "
                + remedy);
        this.resource = resource;
        this.mechanism = mechanism;
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
