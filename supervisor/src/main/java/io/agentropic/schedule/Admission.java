package io.agentropic.schedule;

import io.agentropic.limits.ResourceLimits;
import io.agentropic.spec.Priority;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may run: a number of places, and what the limits of those that run may add up to; given by priority, within a priority
 * first come first served. Who waits gains a level for each {@link #AGEING}. Whoever is next and does not fit yet is waited
 * for: nobody smaller overtakes it. Any thread may use it.
 */
public final class Admission {

    /** How long a wait raises an agent by one level of priority. */
    public static final Duration AGEING = Duration.ofSeconds(60);

    private final LongSupplier nanoTime;
    /** Guarded by this. */
    private final AdmissionQueue<Candidate> queue = new AdmissionQueue<>(AGEING);
    /** Guarded by this. */
    private final Reserves reserves;

    private final @Nullable Integer maxQueued;

    /** With so many places and what the settings say, on the monotonic clock. */
    public Admission(int places, AdmissionConfig config) {
        this(places, config, System::nanoTime);
    }

    /** With {@code places} places and nothing reserved, on the monotonic clock. */
    public Admission(int places) {
        this(places, AdmissionConfig.DEFAULT);
    }

    /** With a clock in nanoseconds that never goes back. */
    Admission(int places, AdmissionConfig config, LongSupplier nanoTime) {
        this.reserves = new Reserves(places, config.capacity());
        this.maxQueued = config.maxQueued();
        this.nanoTime = nanoTime;
    }

    private record Candidate(ResourceLimits limits, Consumer<Place> admitted) {}

    /** A request that waits, or waited, for a place. */
    public final class Request {
        /** Guarded by the admission. */
        private AdmissionQueue.Entry<Candidate> entry;

        private Request(AdmissionQueue.Entry<Candidate> entry) {
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
                        queue.ahead(entry, now) + 1,
                        queue.size(),
                        Duration.ofNanos(now - entry.sinceNanos()),
                        reserves.missing(entry.who().limits())));
            }
        }
    }

    /** The right to run; given back exactly once. */
    public final class Place {
        /** Guarded by the admission. */
        private ResourceLimits limits;
        /** Guarded by the admission. */
        private boolean returned;

        private Place(ResourceLimits limits) {
            this.limits = limits;
        }

        /**
         * Reserves what these limits ask for instead, or nothing else than before.
         *
         * @return what is not left for them, as a clause; empty when they hold now
         */
        public String reserve(ResourceLimits changed) {
            synchronized (Admission.this) {
                if (returned) {
                    return "";
                }
                reserves.release(limits);
                String missing = reserves.missing(changed);
                limits = missing.isEmpty() ? changed : limits;
                reserves.take(limits);
                if (!missing.isEmpty()) {
                    return missing;
                }
            }
            admitNext();
            return "";
        }

        /** Gives the place to whoever is next. A second call does nothing. */
        public void giveBack() {
            synchronized (Admission.this) {
                if (returned) {
                    return;
                }
                returned = true;
                reserves.release(limits);
            }
            admitNext();
        }
    }

    /**
     * Asks for a place and for what the limits reserve; {@code admitted} is called with it, at once where there is room, else on
     * the thread that gives some back.
     */
    public Request request(Priority priority, ResourceLimits limits, Consumer<Place> admitted) {
        Request request;
        synchronized (this) {
            request = new Request(queue.add(new Candidate(limits, admitted), priority, nanoTime.getAsLong()));
        }
        admitNext();
        return request;
    }

    /** As {@link #request}, unless it would have to wait and as many wait already as may; then empty. */
    public Optional<Request> requestUnlessFull(Priority priority, ResourceLimits limits, Consumer<Place> admitted) {
        Request request;
        synchronized (this) {
            boolean waits = queue.size() > 0 || !reserves.fit(limits);
            if (maxQueued != null && waits && queue.size() >= maxQueued) {
                return Optional.empty();
            }
            request = new Request(queue.add(new Candidate(limits, admitted), priority, nanoTime.getAsLong()));
        }
        admitNext();
        return Optional.of(request);
    }

    /** Goes on waiting as if it had asked with this priority and these limits in the first place. */
    public void change(Request request, Priority priority, ResourceLimits limits) {
        synchronized (this) {
            if (queue.contains(request.entry)) {
                Candidate changed = new Candidate(limits, request.entry.who().admitted());
                request.entry = queue.replace(request.entry, changed, priority);
            }
        }
        admitNext();
    }

    /** Why an agent with these limits could never run, however long it waited; empty when it could. */
    public Optional<String> refusal(ResourceLimits limits) {
        return reserves.refusal(limits);
    }

    /** Waits no longer; a place that is on its way still arrives and is to be given back. */
    public void cancel(Request request) {
        synchronized (this) {
            var _ = queue.remove(request.entry);
        }
        admitNext();
    }

    private void admitNext() {
        for (Optional<Candidate> next = takeNext(); next.isPresent(); next = takeNext()) {
            next.get().admitted().accept(new Place(next.get().limits()));
        }
    }

    private synchronized Optional<Candidate> takeNext() {
        Optional<AdmissionQueue.Entry<Candidate>> next = queue.next(nanoTime.getAsLong());
        if (next.isEmpty() || !reserves.fit(next.get().who().limits())) {
            return Optional.empty();
        }
        var _ = queue.remove(next.get());
        reserves.take(next.get().who().limits());
        return next.map(AdmissionQueue.Entry::who);
    }
}
