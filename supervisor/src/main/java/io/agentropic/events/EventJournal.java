package io.agentropic.events;

import io.agentropic.status.AgentEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Remembers the last events and hands on the next ones to whoever follows. Any thread may use it. */
public final class EventJournal implements Consumer<AgentEvent> {

    /** How many events it remembers. */
    public static final int CAPACITY = 1_000;

    /** Guarded by this; oldest first. */
    private final Deque<AgentEvent> remembered = new ArrayDeque<>();

    private final List<EventFollower> followers = new CopyOnWriteArrayList<>();

    @Override
    public synchronized void accept(AgentEvent event) {
        if (remembered.size() == CAPACITY) {
            remembered.removeFirst();
        }
        remembered.addLast(event);
        followers.forEach(follower -> follower.offer(event));
    }

    /**
     * The last {@code count} events that it remembers, oldest first.
     *
     * @param count more than {@link #CAPACITY} means all
     */
    public synchronized List<AgentEvent> last(int count) {
        List<AgentEvent> all = new ArrayList<>(remembered);
        return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()));
    }

    /** Follows from here on, after the last {@code count} events; to be closed. None is missing in between, none comes twice. */
    public synchronized EventFollower follow(int count) {
        EventFollower follower = new EventFollower(followers::remove);
        last(count).forEach(follower::offer);
        followers.add(follower);
        return follower;
    }
}
