package io.agentropic.jvm;

import io.agentropic.spec.IsolationLevel;

/** How little an agent is trusted at an isolation level. */
enum Hostility {
    /** Its programmers make mistakes. */
    UNSTABLE,
    /** It may do anything to get out. */
    HOSTILE;

    static Hostility at(IsolationLevel level) {
        return switch (level) {
            case NONE, RESOURCE_LIMITS -> UNSTABLE;
            case SANDBOX, PROCESS, CONTAINER -> HOSTILE;
        };
    }
}
