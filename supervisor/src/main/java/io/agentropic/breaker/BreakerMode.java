package io.agentropic.breaker;

import java.util.Locale;

/** Whether a circuit breaker decides, or a person has decided for it. */
public enum BreakerMode {
    /** It opens and closes by the outcomes of starts. The default. */
    NORMAL,
    /** No agent of the domain is started. */
    FORCED_OPEN,
    /** Every agent is started; nothing is counted. */
    DISABLED,
    /** Every agent is started; outcomes are counted, so that thresholds can be found before they bite. */
    METRICS_ONLY;

    /** The word used in configuration files: {@code forced-open}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
