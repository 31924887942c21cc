package io.agentropic.lifecycle;

import io.agentropic.ipc.SupervisorMessage.Deliver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Messages that wait for an agent, bounded. One thread at a time uses it. */
public final class KeptMail {

    private static final int MOST = 1_024;
    /** Bytes of their payloads: 16 MiB. */
    private static final long MOST_BYTES = 16L << 20;

    private final Deque<Deliver> messages = new ArrayDeque<>();
    private long bytes;

    /** Nothing is kept. */
    public KeptMail() {}

    /** Keeps it; whether there was room. */
    public boolean keep(Deliver message) {
        long all = bytes + message.payload().length();
        if (messages.size() == MOST || all > MOST_BYTES) {
            return false;
        }
        bytes = all;
        messages.add(message);
        return true;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Takes out the oldest; {@code null} when none is kept. */
    @Nullable
    Deliver poll() {
        Deliver oldest = messages.poll();
        bytes -= oldest == null ? 0 : oldest.payload().length();
        return oldest;
    }

    /** Hands over what was kept, oldest first, and keeps nothing any more. */
    public void drain(Consumer<Deliver> consumer) {
        for (Deliver message = poll(); message != null; message = poll()) {
            consumer.accept(message);
        }
    }
}
