package io.agentropic.schedule;

import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Who may run: a number of places, given by priority, within a priority first come first served. Who waits gains a level for
 * each {@link #AGEING}. At most as many wait as there are agents, each once. Any thread may use it.
 */
public final class Admission {

    /** How long a wait raises an agent by one level of priority. */
    public static final Duration AGEING = Duration.ofSeconds(60);

    private final LongSupplier nanoTime;
    /** Guarded by this. */
    private final AdmissionQueue<Consumer<Place>> queue = new AdmissionQueue<>(AGEING);
    /** Guarded by this. */
    private int free;

    /** With {@code places} places, on the monotonic clock. */
    public Admission(int places) {
        this(places, System::nanoTime);
    }

    /** With a clock in nanoseconds that never goes back. */
    Admission(int places, LongSupplier nanoTime) {
        this.free = places;
        this.nanoTime = nanoTime;
    }

    /** A request that waits, or waited, for a place. */
    public final class Request {
        private final AdmissionQueue.Entry<Consumer<Place>> entry;

        private Request(AdmissionQueue.Entry<Consumer<Place>> entry) {
            this.entry = entry;
        }

        /** Where it stands; empty when it waits no longer. Any thread may ask; takes time in proportion to those who wait. */
        public Optional<QueueStatus> status() {
            synchronized (Admission.this) {
                if (!queue.contains(entry)) {
                    return Optional.empty();
                }
                long now = nanoTime.getAsLong();
                return Optional.of(new QueueStatus(
                        queue.ahead(entry, now) + 1, queue.size(), Duration.ofNanos(now - entry.sinceNanos())));
            }
        }
    }

    /** The right to run; given back exactly once. */
    public final class Place {
        /** Guarded by the admission. */
        private boolean returned;

        private Place() {}

        /** Gives the place to whoever is next. A second call does nothing. */
        public void giveBack() {
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

    /** Asks for a place; {@code admitted} is called with it, at once where one is free, else on the thread that gives one back. */
    public Request request(Priority priority, Consumer<Place> admitted) {
        Request request;
        synchronized (this) {
            request = new Request(queue.add(admitted, priority, nanoTime.getAsLong()));
        }
        admitNext();
        return request;
    }

    /** Waits no longer; a place that is on its way still arrives and is to be given back. */
    public synchronized void cancel(Request request) {
        var _ = queue.remove(request.entry);
    }

    private void admitNext() {
        Optional<AdmissionQueue.Entry<Consumer<Place>>> next;
        synchronized (this) {
            if (free == 0) {
                return;
            }
            next = queue.takeNext(nanoTime.getAsLong());
            if (next.isEmpty()) {
                return;
            }
            free--;
        }
        next.get().who().accept(new Place());
    }
}
