package io.agentropic.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Who may run: a number of places, given first come first served. Any thread may use it. */
public final class Admission {

    /** Guarded by this. */
    private final Deque<Request> waiting = new ArrayDeque<>();
    /** Guarded by this. */
    private int free;

    /** With {@code places} places. */
    public Admission(int places) {
        this.free = places;
    }

    /** A request that waits, or waited, for a place. */
    static final class Request {
        private final Consumer<Place> admitted;

        private Request(Consumer<Place> admitted) {
            this.admitted = admitted;
        }
    }

    /** The right to run; given back exactly once. */
    final class Place {
        private boolean returned;

        /** Gives the place to whoever has waited longest. A second call does nothing. */
        void giveBack() {
            synchronized (Admission.this) {
                if (returned) {
                    return;
                }
                returned = true;
                free++;
            }
            admitNext();
        }
    }

    /** Asks for a place; {@code admitted} is called with it, at once where one is free. */
    Request request(Consumer<Place> admitted) {
        Request request = new Request(admitted);
        synchronized (this) {
            waiting.addLast(request);
        }
        admitNext();
        return request;
    }

    /** Waits no longer; a place that is on its way still arrives and is to be given back. */
    synchronized void cancel(Request request) {
        waiting.remove(request);
    }

    private void admitNext() {
        Request next;
        synchronized (this) {
            if (free == 0 || waiting.isEmpty()) {
                return;
            }
            free--;
            next = waiting.removeFirst();
        }
        next.admitted.accept(new Place());
    }
}
