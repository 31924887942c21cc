package io.agentropic.spec;

import java.util.Locale;

/** Whether an agent's own classes are mapped from an ahead-of-time cache; see JEP 483. */
public enum AotPolicy {
    /** Only those of the worker are. The default. */
    OFF,
    /** The first start has a cache made for the agent's class path, in the background; later ones map it. */
    AUTO;

    /** The word used in configuration files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
