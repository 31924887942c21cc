package io.agentropic.control;

import io.agentropic.events.EventFollower;
import io.agentropic.events.EventJournal;
import io.agentropic.json.EventDocument;
import io.agentropic.status.AgentEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Writes events to one reader, a line each. A reader that has gone is noticed by an empty line now and then; one that
 * stops reading loses its connection, because each line has a deadline of its own.
 */
final class EventStream {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LOOKS_UNTIL_SIGN_OF_LIFE = 20;

    private EventStream() {}

    /** Where lines go. */
    interface Lines {
        void write(String line) throws IOException;
    }

    /** The last {@code count} events. */
    static void last(EventJournal journal, int count, Lines lines) throws IOException {
        for (AgentEvent event : journal.last(count)) {
            lines.write(EventDocument.of(event).toString());
        }
    }

    /** The last {@code count} events, then what happens, until {@code ending}. */
    static void follow(EventJournal journal, int count, BooleanSupplier ending, Lines lines)
            throws IOException, InterruptedException {
        try (EventFollower follower = journal.follow(count)) {
            int silent = 0;
            while (true) {
                Optional<AgentEvent> event = follower.next(LOOK);
                long lost = follower.takeLost();
                if (lost > 0) {
                    lines.write(EventDocument.lost(lost).toString());
                }
                if (event.isPresent()) {
                    lines.write(EventDocument.of(event.get()).toString());
                    silent = 0;
                } else if (ending.getAsBoolean()) {
                    return;
                } else if (++silent % LOOKS_UNTIL_SIGN_OF_LIFE == 0) {
                    lines.write("");
                }
            }
        }
    }
}
