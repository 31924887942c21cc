package io.agentropic.breaker;

/** Who asked for a permit. Called on the domain's thread; must not block. */
public interface PermitWaiter {

    /** It may start. */
    void granted(Permit permit);

    /** It has to wait, for this reason; called again whenever the reason changes. */
    void held(String why);
}
