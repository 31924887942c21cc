package io.agentropic.gateway;

/** Where connections are until they have said hello; it holds so many and no more. Owned by the event loop. */
final class Lobby {

    private final int places;
    private int taken;

    Lobby(int places) {
        this.places = places;
    }

    /** Whether there was room; who got in leaves once. */
    boolean enter() {
        if (taken == places) {
            return false;
        }
        taken++;
        return true;
    }

    void leave() {
        taken--;
    }
}
