package io.agentropic.spec;

import java.util.Locale;

/** What happens to agents that are started together when the first start of one of them fails. */
public enum BootPolicy {
    /** It is started again by its own rules, and the others run meanwhile. The default. */
    RETRY,
    /** All that were started with it are stopped in reverse order and forgotten. */
    FAIL_FAST;

    /** The word used in configuration files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
