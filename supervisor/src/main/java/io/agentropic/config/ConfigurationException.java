package io.agentropic.config;

import java.util.List;

/** A configuration file is wrong; all its problems are reported together. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** The problems in the order of the file, each a line: {@code FILE:LINE:COLUMN: key: what is wrong}. */
    public ConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each problem as a line. */
    public List<String> problems() {
        return problems;
    }
}
