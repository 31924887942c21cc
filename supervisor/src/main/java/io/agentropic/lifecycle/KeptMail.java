package io.agentropic.lifecycle;

import io.agentropic.ipc.SupervisorMessage.Deliver;
import java.util.ArrayDeque;
import java.util.Deque;
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

    /** Whether none is kept. */
    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Takes out the oldest; {@code null} when none is kept. */
    public @Nullable Deliver poll() {
        Deliver oldest = messages.poll();
        bytes -= oldest == null ? 0 : oldest.payload().length();
        return oldest;
    }
}
