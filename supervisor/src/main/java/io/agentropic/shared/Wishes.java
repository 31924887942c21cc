package io.agentropic.shared;

/** What is wanted of an agent, apart from where it is. Guarded by the agent's life. */
final class Wishes {

    private boolean down;
    private boolean again;
    private boolean closing;

    /** It is to rest. */
    void rest() {
        down = true;
        again = false;
    }

    /** It is to run. */
    void run() {
        down = false;
        again = false;
    }

    /** It is to run again as soon as the present incarnation is over, which is no failure. */
    void runAgain() {
        down = false;
        again = true;
    }

    /** From now on it is only brought to rest. */
    void close() {
        closing = true;
    }

    boolean isDown() {
        return down;
    }

    boolean isClosing() {
        return closing;
    }

    /** Whether it is to run again at once; answered once for each request. */
    boolean takeAgain() {
        boolean taken = again;
        again = false;
        return taken;
    }
}
