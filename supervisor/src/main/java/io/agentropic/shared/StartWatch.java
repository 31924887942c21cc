package io.agentropic.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks for starts that take too long, once a second and only while there are starts: none has a timer of its own. */
final class StartWatch {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Dispatcher dispatcher;
    private final Slots slots;
    private final AtomicInteger starting = new AtomicInteger();
    /** Of the dispatcher. */
    private boolean looking;

    StartWatch(Dispatcher dispatcher, Slots slots) {
        this.dispatcher = dispatcher;
        this.slots = slots;
    }

    /** One more agent is starting. */
    void begun() {
        if (starting.incrementAndGet() == 1) {
            dispatcher.post(this::watch);
        }
    }

    /** One agent is not starting any more. */
    void over() {
        starting.decrementAndGet();
    }

    private void watch() {
        if (!looking) {
            looking = true;
            dispatcher.in(LOOK.toNanos(), this::look);
        }
    }

    private void look() {
        looking = false;
        for (SharedLife life : slots.all()) {
            synchronized (life) {
                SharedStart.look(life);
            }
        }
        if (starting.get() > 0) {
            watch();
        }
    }
}
