package io.agentropic.spec;

import java.util.List;

/** An agent's specification (or the runtime's) is wrong; all violations are reported together. */
public final class InvalidSpecException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> violations;

    /** The violations, each a sentence that names the key, the value and what is allowed. */
    public InvalidSpecException(String subject, List<String> violations) {
        super(subject + ": " + String.join("; ", violations));
        this.violations = List.copyOf(violations);
    }

    /** Each violation as a sentence. */
    public List<String> violations() {
        return violations;
    }
}
