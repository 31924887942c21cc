package io.agentropic.schedule;

/** How an agent is made to stand still for others. */
public enum Preemption {
    /**
     * An agent that knows checkpoints is asked to reach one and is frozen there, or after 200 ms wherever it is; others are
     * frozen at once.
     */
    COOPERATIVE("cooperative"),
    /** Everybody is frozen at once. */
    PREEMPTIVE("preemptive");

    private final String word;

    Preemption(String word) {
        this.word = word;
    }

    /** The word used in configuration files and on the command line. */
    public String word() {
        return word;
    }
}
